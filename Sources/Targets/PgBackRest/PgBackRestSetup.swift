import Diagnostics
import Planning
import Scripts

/// What the files of this target share: the one physical backup of a plan with its server and repositories.
struct PgBackRestSetup {
  let plan: BackupPlan
  let settings: PgBackRestSettings
  let job: Job
  let source: PostgreSQLSource
  /// The socket's folder, by the binding where there is one; absent if libpq's own is meant.
  let socket: Text?
  let repositories: [PgBackRestRepository]
  let upkeep: [UpkeepJob]
  let names: UnitNames

  /// The physical backup of `plan`, or `nil` if it has none that `PgBackRestCheck` lets through.
  init?(_ plan: BackupPlan) {
    guard let settings: PgBackRestSettings = PgBackRestTarget().settings(in: plan),
      let job = plan.jobs.first(where: { $0.isPhysical }),
      let capture = job.captures.first(where: { $0.method == .pgbackrest }),
      case .postgresql(let source) = capture.source
    else { return nil }
    self.plan = plan
    self.settings = settings
    self.job = job
    self.source = source
    socket = Self.socket(of: capture.material, source, settings)
    repositories = job.shipments.enumerated().map { PgBackRestRepository(number: $0.offset + 1, shipment: $0.element) }
    upkeep = plan.upkeep.filter { $0.backup.value == job.name.value }
    names = UnitNames(policy: plan.name.value)
  }

  /// The stanza: pgbackrest's name for the server in a repository.
  var stanza: String { source.stanza.value }

  var dataDirectory: String { source.dataDirectory?.value ?? "" }

  /// The operating-system user, who reads the data directory and whose archive_command it is.
  var user: String { job.userBesideServer }

  /// The seconds that WAL may stay unshipped, the least that any sink asks for.
  var walBound: Int? {
    var bounds: [Int] = []
    for repository in repositories {
      if case .physical(let trigger) = repository.shipment.trigger ?? job.trigger, let wal = trigger.wal {
        bounds.append(wal)
      }
    }
    return bounds.min()
  }

  /// Whether a watch checks how long WAL waits: there is a bound, and a metrics folder.
  var watchesArchive: Bool { walBound != nil && settings.metrics != nil }

  /// The file that holds `secret`.
  func file(of secret: Text) -> String {
    settings.bindings.file(ofSecret: secret.value, names)
  }

  /// The secrets of the server and of all repositories.
  var secrets: [PgBackRestRepository.Secret] {
    var secrets = repositories.flatMap { $0.secrets }
    if case .password(let name) = source.authentication {
      secrets.append(.init(use: .value, variable: "PGPASSWORD", name: name))
    }
    return secrets
  }

  let configuration = "/etc/pgbackrest/pgbackrest.conf"
  // Not the usual /tmp/pgbackrest: the services have a private /tmp, so their locks would exclude nobody.
  let lockFolder = "/run/pgbackrest"
  let logFolder = "/var/log/pgbackrest"
  let spoolFolder = "/var/spool/pgbackrest"

  /// The program that starts pgbackrest with its secrets.
  var program: String { "\(names.programs)/pgbackrest" }

  /// The program that verifies a repository, if the version can.
  var verifyProgram: String { "\(names.programs)/pgbackrest-verify" }

  /// The program that says when a backup succeeded.
  var successProgram: String { "\(names.programs)/pgbackrest-success" }

  /// The program that says how long WAL waits.
  var archiveWatchProgram: String { "\(names.programs)/pgbackrest-wal-watch" }

  /// The names of all programs, which no backup's script may have.
  static let programs = ["pgbackrest", "pgbackrest-verify", "pgbackrest-success", "pgbackrest-wal-watch"]

  /// What distinguishes the WAL watch from other services of the policy.
  var archiveWatchPart: String { "\(job.name.value)-wal" }

  /// Whether the version has a `verify`.
  var verifies: Bool { PgBackRestVersion.verify <= settings.version }

  /// The keys that SFTP hosts must have.
  var knownHosts: String { "/etc/pgbackrest/backstay-\(names.policy).known_hosts" }

  /// The cluster's name in Debian's programs, if they manage its data directory.
  var debianCluster: String? {
    let parts = dataDirectory.split(separator: "/")
    let isDebians =
      parts.count == 5 && parts.starts(with: ["var", "lib", "postgresql"]) && parts[3] == "\(source.serverVersion)"
    return isDebians ? String(parts[4]) : nil
  }

  /// Where Debian's PostgreSQL looks for further settings of this server.
  var serverSettingsPath: String {
    "etc/postgresql/\(source.serverVersion)/\(debianCluster ?? "main")/conf.d/backstay-\(names.policy).conf"
  }

  /// The socket folder that pgbackrest connects through, or `nil` if the source is reached otherwise.
  static func socket(of material: Text, _ source: PostgreSQLSource, _ settings: PgBackRestSettings) -> Text? {
    for binding in settings.bindings where binding.name.value == material.value {
      if case .socket(let folder) = binding.object { return folder }
    }
    if case .socket(let folder) = source.connection { return folder }
    return nil
  }
}
