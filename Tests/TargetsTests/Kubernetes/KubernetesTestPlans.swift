@testable import Diagnostics
@testable import Planning
import Schedules

/// Plans for the tests of both Kubernetes targets. Each place in the "policy" is a span of its own, given by number.
enum KubernetesTestPlans {
  static func span(_ number: Int) -> Span { Span(file: 0, start: UInt32(number), end: UInt32(number) + 1) }

  static func text(_ value: String, _ number: Int = 0) -> Text { Text(value, at: span(number)) }

  static func label(_ name: String, _ value: String, _ number: Int = 0) -> BackupPlan.Label {
    .init(name: text(name, number), value: text(value, number))
  }

  static func schedule(_ expression: String, zone: String = "UTC", _ number: Int = 0) -> Schedule {
    guard let fields = try? CronExpression.parse(expression), let zone = Zone.named(zone) else {
      fatalError("no schedule: \(expression)")
    }
    return Schedule(clock: ClockSchedule([fields], zone: zone), origin: span(number))
  }

  static var s3: S3 {
    S3(
      bucket: text("my-certctl-backups"), region: text("us-east-1"), endpoint: nil, prefix: "certctl",
      pathStyle: false, storageClass: nil, serverSideEncryption: nil, keyID: nil,
      credentials: StoreRoles(
        write: .accessKey(id: text("aws-access-key-id", 30), secret: text("aws-secret-access-key", 31))),
      origin: span(32))
  }

  static func keep(_ change: (inout Keep) -> Void) -> RetentionPlan {
    var keep = Keep()
    change(&keep)
    return RetentionPlan(rule: .keep(keep), origin: span(40))
  }

  static var offsite: Shipment {
    shipment("offsite", .s3(s3), .restic(passphrase: text("repository-passphrase", 33)))
  }

  static func shipment(_ sink: String, _ location: Location, _ repository: RepositoryPlan) -> Shipment {
    Shipment(
      sink: text(sink, 34), location: location, repository: repository,
      retention: keep {
        $0.daily = .count(31)
        $0.weekly = .count(8)
      },
      minimumCopies: 3, bestEffort: false, failureDomain: "us-east-1", lock: nil, trigger: nil)
  }

  static var server: PostgreSQLSource {
    PostgreSQLSource(
      serverVersion: 16, databases: .named([text("certctl")]), connection: .host(text("certctl-postgres")),
      port: 5432, user: text("certctl"), sslMode: nil, rootCertificate: nil,
      authentication: .password(text("database-password", 20)), excludedTables: [], excludedTableData: [],
      minimumTables: 1,
      globals: false, managed: false, standbyMaximumLag: nil, dataDirectory: nil, stanza: text("database"),
      origin: span(21))
  }

  static var database: Capture {
    Capture(material: text("database", 22), method: .pgDump, source: .postgresql(server), expectedBytes: 2 << 30)
  }

  static func files(_ name: String, _ paths: [String], _ number: Int = 23) -> Capture {
    Capture(
      material: text(name, number), method: .files,
      source: .files(FilesSource(paths: paths.map { text($0, number) }, excluded: [], sensitive: true)),
      expectedBytes: nil)
  }

  static func job(
    _ name: String, _ captures: [Capture], _ trigger: Trigger, _ shipments: [Shipment] = [offsite],
    staging: Int? = 2 << 30
  ) -> Job {
    Job(
      name: text(name, 10), captures: captures, trigger: trigger, shipments: shipments, verification: .read,
      expectedDuration: 1200, deadline: 3600, startWithin: 1800, catchUp: true, suspended: false, lowPriority: false,
      runAs: nil, resources: nil, stagingBytes: staging, alternatives: JobAlternatives(), extras: [])
  }

  static var nightly: Job { job("nightly", [database], .clock([schedule("0 2 * * *")])) }

  static var keys: Job {
    job(
      "keys",
      [
        files("ca", ["/etc/certctl/ca.crt", "/etc/certctl/ca.key"]), files("scep-ra", ["/etc/certctl/scep"]),
        files("responder-keys", ["/etc/certctl/ocsp-responder-keys"]), files("trust-anchors", ["/etc/certctl/trust"]),
      ],
      .onChange(check: schedule("0 * * * *"), atLatestEvery: 86_400), staging: nil)
  }

  static func binding(_ name: String, _ object: ClusterBinding.Object) -> ClusterBinding {
    ClusterBinding(name: text(name, 50), object: object)
  }

  static func secret(_ name: String, _ object: String, _ key: String) -> ClusterBinding {
    binding(name, .secret(name: text(object, 51), key: text(key, 52), items: []))
  }

  static var settings: ClusterDraft {
    var placement = KubernetesSettings.Placement()
    placement.besidePodsWith = [label("app.kubernetes.io/name", "certctl")]
    return ClusterDraft(
      namespace: text("certctl", 60), version: Version(1, 29),
      images: [
        .init(tool: "postgresql", reference: text("postgres:16-alpine@sha256:" + String(repeating: "8", count: 64))),
        .init(tool: "restic", reference: text("restic/restic:0.16.4")),
      ],
      imagePullSecrets: [],
      bindings: [
        secret("database-password", "certctl-postgres", "password"),
        secret("repository-passphrase", "certctl-backup", "passphrase"),
        secret("aws-access-key-id", "certctl-backup-aws", "AWS_ACCESS_KEY_ID"),
        secret("aws-secret-access-key", "certctl-backup-aws", "AWS_SECRET_ACCESS_KEY"),
        binding(
          "ca",
          .secret(
            name: text("certctl-ca"), key: nil,
            items: [label("tls.crt", "/etc/certctl/ca.crt"), label("tls.key", "/etc/certctl/ca.key")])),
        binding("scep-ra", .secret(name: text("certctl-scep-ra"), key: nil, items: [])),
        binding("responder-keys", .volumeClaim(name: text("certctl-responder-keys", 53))),
        binding("trust-anchors", .configMap(name: text("certctl-trust"), key: nil, items: [])),
      ],
      placement: placement, serviceAccountAnnotations: [], origin: span(61))
  }

  static func plan(_ jobs: [Job] = [nightly, keys], change: (inout PlanDraft) -> Void = { _ in }) -> BackupPlan {
    BackupPlan(
      name: text("certctl", 1), policyFile: "policy.yaml", owner: text("pki-operations", 2),
      labels: [label("tier", "critical", 3)], secrets: [], jobs: jobs, upkeep: [], tools: [], targets: []
    )
    .with {
      $0.helm = settings
      $0.kubernetes = settings
      change(&$0)
    }
  }
}
