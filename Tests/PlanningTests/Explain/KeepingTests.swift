import BackstayKit
import Schedules
import Testing

/// What is kept, in numbers.
@Suite struct KeepingTests {
  @Test func dailiesAndWeekliesInSteadyState() throws {
    let steady = try Explained.steady(try Explained.policy(retention: "{daily: 31, weekly: 8}"))
    // 31 days hold the newest copies of five or six ISO weeks, the current one included; two or three weeks remain.
    #expect(steady.copies == 33...34)
    #expect(steady.newest.rfc3339 == "2026-05-31T02:00:00Z")
    #expect(steady.oldest.rfc3339 == "2026-04-12T02:00:00Z")
    #expect(steady.oldestAge == 43 * 86_400...49 * 86_400)
    #expect(steady.surplus == 0)
  }

  @Test func storedBytesAreTheMostCopiesOfTheExpectedSize() throws {
    let steady = try Explained.steady(try Explained.policy(retention: "{last: 7}"))
    #expect(steady.copies == 7...7)
    #expect(steady.bytes == 7 * 10 << 20)
  }

  @Test func aFloorHoldsWhereTheRuleKeepsFewer() throws {
    let steady = try Explained.steady(
      try Explained.policy(retention: "{last: 1}", sections: "objectives: {minimumCopies: 5}"))
    #expect(steady.copies == 5...5)
  }

  @Test func ofOneMonthlyCopyAYearHasTwelve() throws {
    let steady = try Explained.steady(
      try Explained.policy(cadence: "{monthly: \"1 04:00\"}", retention: "{monthly: 12}"))
    #expect(steady.copies == 12...12)
    #expect(steady.newest.rfc3339 == "2026-05-01T04:00:00Z" && steady.oldest.rfc3339 == "2025-06-01T04:00:00Z")
  }

  @Test(arguments: [
    ("forever", 365, 365 * 10 << 20), ("{daily: 7, monthly: unlimited}", 12, 12 * 10 << 20),
    ("{until: 2038-03-01}", 365, 365 * 10 << 20),
  ])
  func whatNeverEndsGrows(retention: String, copies: Int, bytes: Int) throws {
    let outcome = try Explained.policy(retention: retention).backups[0].keeping[0].outcome
    guard case .growing(let growth) = outcome else { throw Explained.Unexpected(outcome: outcome) }
    #expect(growth.copiesPerYear == copies && growth.bytesPerYear == bytes && !growth.followsChanges)
  }

  @Test(arguments: [
    ("\"0 2 * * *\"", "external", "somebody else expires copies here"),
    ("manual", "30d", "nothing starts this backup automatically"),
  ])
  func whatCannotBeToldHasAReason(cadence: String, retention: String, reason: String) throws {
    let outcome = try Explained.policy(cadence: cadence, retention: retention).backups[0].keeping[0].outcome
    #expect(outcome == .unknown(reason))
  }

  @Test func aMaterialThatNeverChangesIsCopiedAtLatestEveryDay() throws {
    let explanation = try Explained.policy(
      cadence: "{onChange: {check: 1h, atLatestEvery: 24h}}", retention: "{last: 10}")
    let steady = try Explained.steady(explanation)
    #expect(steady.followsChanges && steady.copies == 10...10)
    #expect(steady.oldestAge == 9 * 86_400...9 * 86_400)
    #expect(explanation.backups[0].onChange?.atLatestEvery == 86_400)
  }

  @Test func resticKeepsWhatIsYoungerThanTheNextFullHour() throws {
    let steady = try Explained.steady(
      try Explained.policy(
        of: """
          apiVersion: backstay/v1
          kind: BackupPolicy
          metadata: {name: wiki}
          secrets: {passphrase: {escrow: {where: safe}}}
          materials: {keys: {files: {paths: [/etc/wiki]}}}
          sinks: {disk: {filesystem: {path: /mnt/backup}, repository: {restic: {passphrase: passphrase}}}}
          backups: {often: {materials: [keys], cadence: {every: 30m}, sinks: [disk], retention: 24h}}
          targets: {systemd: {}}

          """))
    #expect(steady.copies == 49...49)
    #expect(steady.surplus == 1 && steady.tool == "restic")
    #expect(steady.bytes == nil)
  }
}
