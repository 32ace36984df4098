import Diagnostics
import Schedules

@testable import Planning

/// Plans as the planner would make them from a policy, for tests of the systemd target.
enum SystemdPlans {
  static func text(_ value: String, line: UInt32 = 0) -> Text { Text(value, at: span(line)) }

  /// A span that tests recognise by its number.
  static func span(_ line: UInt32) -> Span { Span(file: 0, start: line, end: line + 1) }

  static func daily(_ hour: Int, zone: Zone = .utc) throws -> Schedule {
    Schedule(clock: ClockSchedule([try CronExpression.parse("0 \(hour) * * *")], zone: zone), origin: span(1))
  }

  static func database(
    _ connection: PostgreSQLSource.Connection = .host(text("127.0.0.1")),
    _ authentication: PostgreSQLSource.Authentication = .password(text("database-password")),
    user: String? = "certctl"
  ) -> Capture {
    Capture(
      material: text("database"), method: .pgDump,
      source: .postgresql(
        PostgreSQLSource(
          serverVersion: 15, databases: .named([text("certctl")]), connection: connection, port: 5432,
          user: user.map { text($0) }, authentication: authentication, excludedTables: [], excludedTableData: [],
          minimumTables: 1,
          globals: false, managed: false, stanza: text("database"), origin: span(7))),
      expectedBytes: 1 << 20)
  }

  static func files(_ paths: [String]) -> Capture {
    Capture(
      material: text("ca"), method: .files,
      source: .files(FilesSource(paths: paths.map { text($0) }, excluded: [], sensitive: true)), expectedBytes: nil)
  }

  static func local(_ sink: String = "local", at path: String = "/srv/backup/certctl") -> Shipment {
    shipment(sink, .filesystem(Folder(path: text(path, line: 5))))
  }

  /// A bucket, of Amazon or at `host`.
  static func offsite(host: String? = nil, opened access: StoreAccess? = nil) -> Shipment {
    let store = S3(
      bucket: text("copies"), region: text("eu-central-1"),
      endpoint: host.map { StoreAddress(text: text("https://\($0)"), host: $0) }, prefix: "certctl", pathStyle: false,
      credentials: StoreRoles(write: access ?? .accessKey(id: text("key-id"), secret: text("key-secret"))),
      origin: span(6))
    return shipment("offsite", .s3(store))
  }

  static func shipment(_ sink: String, _ location: Location) -> Shipment {
    var keep = Keep()
    keep.daily = .count(31)
    return Shipment(
      sink: text(sink), location: location, repository: .restic(passphrase: text("passphrase")),
      retention: RetentionPlan(rule: .keep(keep), origin: span(8)), minimumCopies: 3, bestEffort: false,
      failureDomain: sink)
  }

  static func job(_ name: String, _ captures: [Capture], _ trigger: Trigger, _ shipments: [Shipment]) -> Job {
    Job(
      name: text(name, line: 2), captures: captures, trigger: trigger, shipments: shipments, verification: .read,
      deadline: 3600, startWithin: 1800, catchUp: true, suspended: false, lowPriority: false,
      alternatives: JobAlternatives(), extras: [])
  }

  static func plan(_ jobs: [Job], upkeep: [UpkeepJob] = [], systemd: Int = 252) -> BackupPlan {
    BackupPlan(
      name: text("certctl", line: 1), policyFile: "policy.yaml", labels: [],
      secrets: ["database-password", "passphrase", "key-id", "key-secret"].map { SecretEscrow(name: text($0)) },
      jobs: jobs,
      upkeep: upkeep, tools: [],
      targets: [DeclaredTarget(settings(systemd: systemd))])
  }

  static func settings(_ bindings: [MachineBinding] = [], systemd: Int = 252) -> SystemdSettings {
    SystemdSettings(version: systemd, bindings: bindings, origin: span(3))
  }

  static func nightly() throws -> Job { job("nightly", [database()], .clock([try daily(2)]), [local()]) }

  static func keys() throws -> Job {
    let check = Schedule(clock: ClockSchedule([try CronExpression.parse("0 * * * *")]), origin: span(9))
    return job(
      "keys", [files(["/etc/certctl/ca.key", "/etc/certctl/scep"])],
      .onChange(check: check, atLatestEvery: 86_400), [local(), offsite()])
  }

  static func reclaim() throws -> UpkeepJob {
    UpkeepJob(
      backup: text("nightly"), kind: .reclaim, schedules: [try daily(5)], shipments: [local()], deadline: 7200,
      startWithin: 1800, origin: span(4))
  }

  /// Every kind of unit that the target makes.
  static func everything() throws -> BackupPlan {
    var peer = job(
      "roles", [database(.socket(text("/run/postgresql")), .peer, user: nil)],
      .clock([try daily(3, zone: .named("Europe/Berlin") ?? .utc)]), [local("second", at: "/srv/backup/roles")])
    peer.runAs = text("postgres")
    peer.lowPriority = true
    peer.resources = RunResources(cpuLimit: text("1500m"), memoryLimit: text("1Gi"))
    var paused = try job("paused", [database()], .clock([daily(4)]), [offsite()])
    paused.suspended = true
    let manual = job("manual", [database()], .manual, [local()])
    let check = UpkeepJob(
      backup: text("nightly"), kind: .check(readDataPercent: 5), schedules: [try daily(6)], shipments: [local()],
      deadline: 7200, startWithin: 1800, origin: span(4))
    return plan(try [nightly(), keys(), peer, paused, manual], upkeep: [try reclaim(), check])
  }
}
