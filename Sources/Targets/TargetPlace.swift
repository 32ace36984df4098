import Diagnostics
import Formats
import Planning

/// Where a target runs backups, for alerts, runbooks and drills elsewhere.
enum TargetPlace {
  case machine(any Machine)
  case cluster(KubernetesSettings)

  /// Whether backups of `job` are made there.
  func carries(_ job: Job) -> Bool {
    switch self {
    case .machine(let machine): machine.carries(job)
    case .cluster: !job.isPhysical
    }
  }
}

/// A machine, with what one target runs there.
protocol Machine {
  /// Where secrets and servers are, if not at their defaults.
  var bindings: [MachineBinding] { get }
  /// What starts the runs.
  var scheduler: MachineScheduler { get }
  /// The runs with alerts.
  var watchedRuns: [WatchedRuns] { get }
  /// The alerts on a WAL archive.
  var archiveAlerts: ArchiveAlerts? { get }
  /// Whether backups of `job` are made there by this target.
  func carries(_ job: Job) -> Bool
}

extension Machine {
  var archiveAlerts: ArchiveAlerts? { nil }
}

/// The scheduler of a machine, as commands for people.
struct MachineScheduler {
  /// Identifies it, and names the folder of its alerts.
  let name: String
  /// The command that stops backups from starting.
  let pause: String
  /// The command that lets them start again, and when it works.
  let resume: MarkdownText
  /// The command that starts the backups of these names immediately.
  let start: @Sendable ([String]) -> String
}

extension BackupPlan {
  /// Visits the places where its targets run backups, in the order of the catalogue.
  func forEachPlace(_ body: (TargetPlace) -> Void) {
    TargetCatalog.forEachRunner { target in
      if let place = target.place(in: self) { body(place) }
    }
  }

  /// Whether any target runs backups.
  var hasPlaces: Bool {
    var isFound = false
    forEachPlace { _ in isFound = true }
    return isFound
  }

  /// Whether any target makes backups of `job`.
  func isCarried(_ job: Job) -> Bool {
    var isFound = false
    forEachPlace { if $0.carries(job) { isFound = true } }
    return isFound
  }

  /// The machines where they run.
  var machines: [any Machine] {
    var machines: [any Machine] = []
    forEachPlace { if case .machine(let machine) = $0 { machines.append(machine) } }
    return machines
  }

  /// The clusters where they run.
  var clusters: [KubernetesSettings] {
    var clusters: [KubernetesSettings] = []
    forEachPlace { if case .cluster(let settings) = $0 { clusters.append(settings) } }
    return clusters
  }
}
