import BackstayKit
import Testing

/// Objectives with what proves them, domains, defaults and targets.
@Suite struct ObjectiveTests {
  static func objectives(_ objectives: String, _ sections: String = "") throws -> [String] {
    let explanation = try Explained.policy(
      retention: "31d", backup: ", deadline: 1h", sections: "objectives: {\(objectives)}\n\(sections)")
    return explanation.objectives.map { objective in
      "\(objective.name) \(objective.demand) \(objective.isProven): \(objective.evidence.joined(separator: "; "))"
    }
  }

  @Test(arguments: [
    (
      "rpo: 26h",
      "rpo 26h true: `nightly` at `disk`: worst loss 25h30m = 24h between starts + 30m to start + 1h to finish"
    ),
    (
      "rpo: {within: 50h, failures: 1}",
      "rpo 50h after 1 failed run true: `nightly` at `disk`: worst loss 49h30m = 48h between the starts of runs that succeed + 30m to start + 1h to finish"
    ),
    (
      "retention: 30d",
      "retention 30d true: `nightly` at `disk`: each of the 30 days before today can be restored; the oldest copy is at least 31d older than the newest"
    ),
    ("rto: 1h", "rto 1h false: drills measure how long a restore takes, and the policy has no drill"),
    (
      "minimumCopies: 4",
      "minimumCopies 4 true: expiry follows a verified run, and leaves at least 4 copies; the fewest over a year are 32, of `nightly` at `disk`"
    ),
    (
      "maximumAge: 60d",
      "maximumAge 60d true: no copy is older when the run that expires it ends, as long as runs succeed"
    ),
  ])
  func anObjectiveHasItsEvidence(objective: String, words: String) throws {
    #expect(try Self.objectives(objective) == [words])
  }

  @Test func nothingIsProvenOfABackupThatIsSuspended() throws {
    let explanation = try Explained.policy(
      retention: "31d", backup: ", deadline: 1h, suspend: true", sections: "objectives: {rpo: 26h, retention: 30d}")
    #expect(explanation.objectives.map { $0.isProven } == [false, false])
    #expect(explanation.objectives[0].evidence == ["`nightly` at `disk`: it is suspended"])
    #expect(explanation.text.contains("  worst loss        unbounded while it is suspended; once it runs:\n"))
  }

  @Test func whoeverElseExpiresMayLeaveTooFew() throws {
    let explanation = try Explained.policy(retention: "external", sections: "objectives: {minimumCopies: 4}")
    let objective = try #require(explanation.objectives.first)
    #expect(!objective.isProven)
    #expect(objective.evidence.last == "`nightly` at `disk`: somebody else expires copies")
  }

  @Test func domainsAreCountedForTheMaterialInTheFewest() throws {
    #expect(
      try Self.objectives("failureDomains: 1", "source: {failureDomain: rack-1}")
        == ["failureDomains 1 true: `keys`, which is in the fewest, is in rack-1"])
  }

  @Test func copiesStandBelowTheirDomain() throws {
    let domains = try Explained.policy().domains
    #expect(domains.map { $0.name } == ["source"] && domains[0].isSource)
    #expect(domains[0].copies.map { $0.sink } == ["disk"] && domains[0].copies[0].materials == ["keys"])
  }

  @Test func eachDefaultHasItsValue() throws {
    let defaults = try Explained.policy(backup: ", verify: read").defaults.map { "\($0.key) \($0.value)" }
    #expect(
      defaults == [
        "objectives.rpo not demanded", "objectives.rto not demanded", "objectives.retention not demanded",
        "objectives.failureDomains not demanded", "objectives.maximumAge not demanded", "objectives.minimumCopies 3",
        "standard none", "source.failureDomain source", "materials.keys.files.sensitive false",
        "sinks.disk.failureDomain source", "sinks.disk.bestEffort false", "backups.nightly.deadline 6h",
        "backups.nightly.startWithin 30m", "backups.nightly.catchUp true", "backups.nightly.priority normal",
        "backups.nightly.suspend false", "targets.systemd.systemdVersion 247",
      ])
  }

  @Test func aDefaultThatIsWithoutEffectHasNoRow() throws {
    func lag(_ readFrom: String) throws -> String? {
      let text = """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        materials: {db: {postgresql: {serverVersion: 16, database: app, socket: /run, peer: true, expectedSize: 1Gi\(readFrom)}}}
        sinks: {disk: {filesystem: {path: /mnt/backup}}}
        backups: {nightly: {materials: [db], cadence: "0 2 * * *", sinks: [disk], runAs: app}}
        targets: {systemd: {}}

        """
      return try Explained.policy(of: text).defaults.first { $0.key.hasSuffix("maximumLag") }?.value
    }
    #expect(try lag(", readFrom: standby") == "1h")
    #expect(try lag("") == nil)
  }

  @Test func onlyAnAbsentRetentionIsADefault() throws {
    let text = """
      apiVersion: backstay/v1
      kind: BackupPolicy
      metadata: {name: wiki}
      materials: {keys: {files: {paths: [/etc/wiki]}}}
      sinks: {disk: {filesystem: {path: /mnt/backup}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [disk]}}
      targets: {systemd: {}}

      """
    let value = try Explained.policy(of: text).defaults.first { $0.key == "backups.nightly.retention" }?.value
    #expect(value == "forever")
  }

  @Test func aTargetSaysWhatItDoesInItsOwnWay() throws {
    let target = try #require(try Explained.policy(cadence: "manual").targets.first)
    #expect(target.name == "systemd")
    #expect(target.differences == ["`nightly`: a service without a timer, started by hand"])
  }

  @Test func atAChangeOfClockATargetSaysWhichRunItLeavesOut() throws {
    let target = try #require(
      try Explained.policy(cadence: "{daily: \"02:30\", timeZone: Europe/Berlin, clockChange: asTarget}").targets.first)
    #expect(
      target.differences.last
        == "`nightly`: when clocks change, it skips runs that Kubernetes makes, first at 2026-10-25T01:30:00Z"
    )
  }
}
