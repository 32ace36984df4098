import Diagnostics
import Formats
import Planning

/// Where a target runs backups, as far as what goes with them has to know it: alerts, runbooks, drills elsewhere.
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
  /// Where secrets and servers are, other than where they are by default.
  var bindings: [MachineBinding] { get }
  /// What starts the runs.
  var scheduler: MachineScheduler { get }
  /// The runs that somebody is told about when they stop or fail.
  var watchedRuns: [WatchedRuns] { get }
  /// What is told about an archive of WAL.
  var archiveAlerts: ArchiveAlerts? { get }
  /// Whether backups of `job` are made there by this target.
  func carries(_ job: Job) -> Bool
}

extension Machine {
  var archiveAlerts: ArchiveAlerts? { nil }
}

/// What starts runs on a machine, in the commands of a person.
struct MachineScheduler {
  /// Tells it from others, and names the folder of its alerts.
  let name: String
  /// The command that keeps backups from starting.
  let pause: String
  /// The command that lets them start again, and when it will do.
  let resume: MarkdownText
  /// The command that starts the backups of these names at once.
  let start: @Sendable ([String]) -> String
}

extension BackupPlan {
  /// Where its targets run backups, in the order of the catalogue.
  var places: [TargetPlace] { TargetCatalog.runners.compactMap { $0.place(in: self) } }

  /// The machines among them.
  var machines: [any Machine] {
    places.compactMap { place in
      guard case .machine(let machine) = place else { return nil }
      return machine
    }
  }

  /// The clusters among them.
  var clusters: [KubernetesSettings] {
    places.compactMap { place in
      guard case .cluster(let settings) = place else { return nil }
      return settings
    }
  }

  /// Whether any target makes backups of `job`.
  func isCarried(_ job: Job) -> Bool { places.contains { $0.carries(job) } }
}
