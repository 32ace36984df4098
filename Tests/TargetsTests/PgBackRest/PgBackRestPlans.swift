import Diagnostics
import Schedules

@testable import Planning

/// Plans with one physical backup, as the planner would make them.
enum PgBackRestPlans {
  static let here = Span(file: 0, start: 10, end: 20)

  static func text(_ value: String) -> Text { Text(value, at: here) }

  static func schedule(_ cron: String, zone: Zone = .utc) -> Schedule {
    let fields = (try? CronExpression.parse(cron)).map { [$0] } ?? []
    return Schedule(clock: ClockSchedule(fields, zone: zone), origin: here)
  }

  static func trigger(
    full: [String] = ["0 2 * * 0"], differential: [String] = ["0 2 * * *"], incremental: [String] = ["0 */6 * * *"],
    wal: Int? = 300
  ) -> Trigger {
    .physical(
      PhysicalTrigger(
        full: full.map { schedule($0) }, differential: differential.map { schedule($0) },
        incremental: incremental.map { schedule($0) }, wal: wal))
  }

  static func retention(_ rule: RetentionPlan.Rule) -> RetentionPlan { RetentionPlan(rule: rule, origin: here) }

  static func keep(_ change: (inout Keep) -> Void) -> RetentionPlan.Rule {
    var keep = Keep()
    change(&keep)
    return .keep(keep)
  }

  static func shipment(
    _ sink: String = "local", _ location: Location? = nil, cipher: String? = "repository-passphrase",
    retention rule: RetentionPlan.Rule = .physical(fulls: 4, differentials: 14)
  ) -> Shipment {
    Shipment(
      sink: text(sink), location: location ?? .filesystem(Folder(path: text("/srv/backup"))),
      repository: .pgbackrest(cipher: cipher.map(text)), retention: retention(rule), minimumCopies: 3,
      bestEffort: false,
      failureDomain: "elsewhere", lock: nil, trigger: nil)
  }

  static func s3(_ change: (inout S3) -> Void = { _ in }) -> Location {
    var store = S3(
      bucket: text("backups"), region: text("eu-central-1"), endpoint: nil, prefix: "certctl", pathStyle: false,
      storageClass: nil, serverSideEncryption: nil, keyID: nil,
      credentials: StoreRoles(write: .accessKey(id: text("aws-id"), secret: text("aws-secret"))), origin: here)
    change(&store)
    return .s3(store)
  }

  static func source(_ change: (inout PostgreSQLSource) -> Void = { _ in }) -> PostgreSQLSource {
    var source = PostgreSQLSource(
      serverVersion: 15, databases: .all, connection: .socket(text("/run/postgresql")), port: 5432, user: nil,
      sslMode: nil, rootCertificate: nil, authentication: .peer, excludedTables: [], excludedTableData: [],
      minimumTables: 1,
      globals: true, managed: false, standbyMaximumLag: nil, dataDirectory: text("/var/lib/postgresql/15/main"),
      stanza: text("certctl"), origin: here)
    change(&source)
    return source
  }

  static func job(
    _ trigger: Trigger? = nil, source: PostgreSQLSource? = nil, shipments: [Shipment]? = nil
  ) -> Job {
    Job(
      name: text("physical"),
      captures: [
        Capture(
          material: text("database"), method: .pgbackrest, source: .postgresql(source ?? Self.source()),
          expectedBytes: nil)
      ],
      trigger: trigger ?? Self.trigger(), shipments: shipments ?? [shipment()], verification: .read,
      expectedDuration: nil, deadline: 3600, startWithin: 60, catchUp: true, suspended: false, lowPriority: false,
      runAs: nil, resources: nil, stagingBytes: nil, alternatives: JobAlternatives(), extras: [])
  }

  static func plan(
    _ jobs: [Job]? = nil, version: Version = Version(2, 45), change: (inout PlanDraft) -> Void = { _ in }
  ) -> BackupPlan {
    BackupPlan(
      name: text("certctl"), policyFile: "policy.yaml", owner: nil, labels: [], secrets: [], jobs: jobs ?? [job()],
      upkeep: [], tools: [],
      targets: [
        DeclaredTarget(PgBackRestSettings(version: version, systemdVersion: 252, bindings: [], origin: here))
      ]
    )
    .with(change)
  }
}
