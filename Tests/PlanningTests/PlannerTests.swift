import BackstayKit
import Diagnostics
import Planning
import Schedules
import Testing

/// Every default that a plan resolves.
@Suite struct PlannerTests {
  /// The plan of a small policy with these lines in its one backup, and these sections beside it.
  static func plan(_ backup: String = "", cadence: String = "\"0 2 * * *\"", sections: String = "") throws -> BackupPlan
  {
    let text = """
      apiVersion: backstay/v1
      kind: BackupPolicy
      metadata: {name: wiki}
      materials: {keys: {files: {paths: [/etc/wiki]}}}
      sinks: {disk: {filesystem: {path: /mnt/backup}}}
      backups:
        nightly: {materials: [keys], cadence: \(cadence), sinks: [disk]\(backup.isEmpty ? "" : ", \(backup)")}
      targets: {systemd: {}}
      \(sections)

      """
    return try plan(of: text)
  }

  static func plan(of text: String) throws -> BackupPlan {
    let linted = Compiler { path in .failure(.init(reason: path)) }.lint(
      SourceFile(path: "a/p.yaml", bytes: Array(text.utf8)))
    return try #require(linted.plans.first, "\(linted.renderedFindings())")
  }

  static func job(_ backup: String = "", cadence: String = "\"0 2 * * *\"", sections: String = "") throws -> Job {
    try #require(try plan(backup, cadence: cadence, sections: sections).jobs.first)
  }

  @Test(arguments: [
    ("\"0 2 * * *\"", 6 * 3600), ("{every: 12h}", 6 * 3600), ("{every: 6h}", 3 * 3600), ("{every: 30m}", 900),
    ("\"* * * * *\"", 30), ("[\"0 2 * * *\", \"0 4 * * *\"]", 3600), ("manual", 6 * 3600),
    ("{onChange: {check: 1h, atLatestEvery: 24h}}", 1800), ("{weekly: \"sun 03:00\"}", 6 * 3600),
    ("\"0 1,3 * * *\"", 3600),
  ])
  func theDeadlineIsHalfTheShortestGapAtMost6h(cadence: String, seconds: Int) throws {
    #expect(try Self.job(cadence: cadence).deadline == seconds)
  }

  @Test(arguments: [
    ("\"0 2 * * *\"", 1800), ("{every: 2h}", 1800), ("{every: 1h}", 900), ("{every: 10m}", 150), ("manual", 1800),
  ])
  func startWithinIsAQuarterOfTheShortestGapAtMost30m(cadence: String, seconds: Int) throws {
    #expect(try Self.job(cadence: cadence).startWithin == seconds)
  }

  @Test func statedBoundsHold() throws {
    let job = try Self.job("deadline: 90m, startWithin: 5m, expectedDuration: 20m")
    #expect((job.deadline, job.startWithin, job.expectedDuration) == (5400, 300, 1200))
  }

  @Test func oneStatedBoundLeavesTheOthersDefault() throws {
    let job = try Self.job("deadline: 90m")
    #expect((job.deadline, job.startWithin) == (5400, 1800))
  }

  @Test func anHourIsMissingWhereTheClockIsPutForward() throws {
    // 01:00 and 03:00 in Berlin are one hour apart on the last Sunday of March.
    let job = try Self.job(cadence: "{cron: \"0 1,3 * * *\", timeZone: Europe/Berlin}")
    #expect(job.deadline == 1800)
  }

  @Test func whatIsAbsentIsResolved() throws {
    let job = try Self.job()
    #expect(job.catchUp && !job.suspended && !job.lowPriority)
    #expect(job.verification == .read)
    #expect(job.runAs == nil && job.resources == nil && job.extras.isEmpty)
    #expect(job.shipments.map { $0.minimumCopies } == [3])
    #expect(job.shipments.map { $0.failureDomain } == ["source"])
    guard case .forever = job.shipments[0].retention.rule else {
      Issue.record("an absent retention keeps everything")
      return
    }
  }

  @Test func whatIsStatedIsTaken() throws {
    let job = try Self.job(
      "catchUp: false, suspend: true, priority: low, runAs: wiki",
      sections: "objectives: {minimumCopies: 7}\nsource: {failureDomain: rack-1}")
    #expect(!job.catchUp && job.suspended && job.lowPriority && job.runAs?.value == "wiki")
    #expect(job.shipments.map { $0.minimumCopies } == [7])
    #expect(job.shipments.map { $0.failureDomain } == ["rack-1"])
  }

  /// The plan of a policy whose one server has these keys beside those that it needs, and the server in it.
  static func server(_ stated: String) throws -> (plan: BackupPlan, server: PostgreSQLSource) {
    let plan = try Self.plan(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        materials:
          database:
            postgresql:
              {serverVersion: 16, database: wiki, socket: /run/postgresql, user: wiki, peer: true, expectedSize: 1Gi\(stated)}
        sinks: {disk: {filesystem: {path: /mnt/backup}}}
        backups: {nightly: {materials: [database], cadence: "0 2 * * *", sinks: [disk]}}
        targets: {systemd: {}}

        """)
    var server: PostgreSQLSource?
    if case .postgresql(let source) = plan.jobs.first?.captures.first?.source { server = source }
    return (plan, try #require(server))
  }

  @Test(arguments: [("", 1), (", minimumTables: 20", 20)])
  func aDumpOfNoTablesIsAFailure(stated: String, floor: Int) throws {
    #expect(try Self.server(stated).server.minimumTables == floor)
  }

  /// 24h between starts, 30m to start and 6h to finish; what the proof allows a standby to lag is what a run does.
  @Test(arguments: [
    ("", nil, 0), (", readFrom: standby", 3600, 3600), (", readFrom: standby, maximumLag: 5m", 300, 300),
    (", maximumLag: 5m", nil, 0),
  ])
  func theProofAllowsTheLagThatARunDoes(stated: String, lag: Int?, proven: Int) throws {
    let (plan, server) = try Self.server(stated)
    #expect(server.standbyMaximumLag == lag)
    #expect(plan.jobs[0].shipments[0].worstLoss == 24 * 3600 + 1800 + 6 * 3600 + proven)
  }

  @Test(arguments: [("", "database"), (", stanza: main", "main")])
  func aStanzaIsCalledAfterItsMaterial(stated: String, name: String) throws {
    #expect(try Self.server(stated).server.stanza.value == name)
  }

  @Test func theFilesNameHasNoFolder() throws {
    #expect(try Self.plan().policyFile == "p.yaml")
  }

  @Test func aSinksOwnRetentionComesFirst() throws {
    let plan = try Self.plan(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        materials: {keys: {files: {paths: [/etc/wiki]}}}
        sinks: {near: {filesystem: {path: /a}}, far: {filesystem: {path: /b}}}
        backups:
          nightly:
            materials: [keys]
            cadence: "0 2 * * *"
            sinks: [near, {sink: far, retention: {last: 9}}]
            retention: 30d
        targets: {systemd: {}}

        """)
    let rules = plan.jobs[0].shipments.map { $0.retention.rule }
    guard case .keep(let near) = rules[0], case .keep(let far) = rules[1] else {
      Issue.record("both keep copies")
      return
    }
    #expect(near.within == 30 * 86_400 && near.last == .none)
    #expect(far.within == nil && far.last == .count(9))
  }

  @Test(arguments: [
    ("s3: {bucket: b, region: eu-west-1, prefix: //a/b//, credentials: instance}", "s3:eu-west-1"),
    ("s3: {bucket: b, endpoint: \"https://store\", region: r, credentials: instance}", "s3:https://store"),
    ("volumeClaim: {name: c}", "source"), ("filesystem: {path: /a}, failureDomain: shed", "shed"),
  ])
  func aFailureDomainFollowsFromTheSink(kind: String, domain: String) throws {
    let plan = try Self.plan(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        materials: {keys: {files: {paths: [/etc/wiki]}}}
        sinks: {disk: {\(kind)}}
        backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [disk]}}
        targets: {systemd: {}}

        """)
    let shipment = try #require(plan.jobs.first?.shipments.first)
    #expect(shipment.failureDomain == domain)
    if case .s3(let store) = shipment.location, kind.contains("prefix") { #expect(store.prefix == "a/b") }
  }
}
