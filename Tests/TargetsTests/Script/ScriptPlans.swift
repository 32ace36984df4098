@testable import Diagnostics
@testable import Planning
@testable import Scripts
@testable import Targets
import Schedules

/// Plans for the tests of scripts. Each place in the "policy" is a span of its own, given by number.
enum ScriptPlans {
  static func span(_ number: Int) -> Span { Span(file: 0, start: UInt32(number), end: UInt32(number) + 1) }

  static func text(_ value: String, _ number: Int = 0) -> Text { Text(value, at: span(number)) }

  static let systemd = SystemdSettings(version: 252, bindings: [], origin: span(0))

  static var server: PostgreSQLSource {
    PostgreSQLSource(
      serverVersion: 16, databases: .named([text("app")]), connection: .host(text("db")), port: 5432,
      user: text("backup"), sslMode: "verify-full", rootCertificate: text("db-ca"),
      authentication: .password(text("db-password")), excludedTables: [], excludedTableData: [], minimumTables: 1,
      globals: false,
      managed: false, standbyMaximumLag: nil, dataDirectory: nil, stanza: text("database"), origin: span(1))
  }

  static func database(_ change: (inout PostgreSQLSource) -> Void = { _ in }) -> Capture {
    var source = server
    change(&source)
    return Capture(material: text("database", 2), method: .pgDump, source: .postgresql(source), expectedBytes: nil)
  }

  static func files(_ paths: [String], excluded: [String] = []) -> Capture {
    let source = FilesSource(
      paths: paths.map { text($0) }, excluded: excluded.map { text($0, 3) }, sensitive: true)
    return Capture(material: text("keys", 4), method: .files, source: .files(source), expectedBytes: nil)
  }

  static func s3(_ change: (inout S3) -> Void = { _ in }) -> Location {
    var s3 = S3(
      bucket: text("bucket"), region: text("eu-central-1"), endpoint: nil, prefix: "pre", pathStyle: false,
      storageClass: nil, serverSideEncryption: nil, keyID: nil,
      credentials: StoreRoles(write: .accessKey(id: text("key-id"), secret: text("key"))), origin: span(5))
    change(&s3)
    return .s3(s3)
  }

  static func sftp(_ change: (inout SFTP) -> Void = { _ in }) -> Location {
    var sftp = SFTP(
      host: text("store.example.net", 6), port: 22, user: text("backup", 6), path: text("/copies"),
      privateKey: text("ssh-key"), hostKeys: [text("ssh-ed25519 AAAA", 7)], origin: span(8))
    change(&sftp)
    return .sftp(sftp)
  }

  static let folder = Location.filesystem(Folder(path: text("/mnt/copies", 9)))
  static let restic = RepositoryPlan.restic(passphrase: text("passphrase"))
  static let borg = RepositoryPlan.borg(passphrase: text("passphrase"))
  static let plain = RepositoryPlan.plain(recipients: [])

  static func shipment(
    _ location: Location, _ repository: RepositoryPlan, _ rule: RetentionPlan.Rule = .forever, lock: Lock? = nil
  ) -> Shipment {
    Shipment(
      sink: text("offsite", 10), location: location, repository: repository,
      retention: RetentionPlan(rule: rule, origin: span(11)), minimumCopies: 3, bestEffort: false,
      failureDomain: "elsewhere", lock: lock, trigger: nil)
  }

  static func job(_ captures: [Capture], _ shipments: [Shipment], _ trigger: Trigger = .manual) -> Job {
    Job(
      name: text("nightly", 12), captures: captures, trigger: trigger, shipments: shipments, verification: .read,
      expectedDuration: nil, deadline: 3600, startWithin: 600, catchUp: true, suspended: false, lowPriority: false,
      runAs: nil, resources: nil, stagingBytes: nil, alternatives: JobAlternatives(), extras: [])
  }

  static func plan(_ job: Job, upkeep: [UpkeepJob] = []) -> BackupPlan {
    BackupPlan(
      name: text("orders"), policyFile: "policy.yaml", owner: nil, labels: [], secrets: [], jobs: [job],
      upkeep: upkeep, tools: [], targets: [DeclaredTarget(systemd)])
  }

  static func upkeep(_ kind: UpkeepJob.Kind, _ shipments: [Shipment]) -> UpkeepJob {
    UpkeepJob(
      backup: text("nightly"), kind: kind, schedules: [], shipments: shipments, deadline: 7200, startWithin: 60,
      origin: span(13))
  }

  /// The machine of `systemd`.
  static var machine: ScriptSite { .systemd(systemd, names: UnitNames(policy: "orders")) }

  static func script(_ job: Job, upkeep: [UpkeepJob] = [], site: ScriptSite? = nil) -> RunScript {
    RunScript(job: job, plan: plan(job, upkeep: upkeep), site: site ?? machine)
  }

  /// The settings of the container site, with `material` bound to a Secret.
  static func container(linked material: String? = nil) -> ScriptSite {
    let bindings = material.map {
      ClusterBinding(name: text($0), object: .secret(name: text("s"), key: nil, items: []))
    }
    return .kubernetes(
      KubernetesSettings(
        packaging: .manifests, namespace: text("orders"), version: Version(1, 29), images: [], imagePullSecrets: [],
        bindings: (bindings.map { [$0] } ?? [])
          + [ClusterBinding(name: text("database"), object: .host(text("db.orders")))],
        placement: .init(), serviceAccountAnnotations: [], origin: span(0)))
  }
}

/// What a script does once its functions are defined: its lines from `begin` or `take_over` on, without blank ones.
func scriptBody(of script: Script) throws -> [String] {
  var lines = try script.text.split(separator: "\n", omittingEmptySubsequences: true).map { String($0) }
  while let line = lines.first, line != "begin", line != "take_over" { lines.removeFirst() }
  return lines
}

extension Script {
  /// The text where the library is `/runtime.sh`.
  var text: String { get throws { try rendered(.file("/runtime.sh")) } }
}
