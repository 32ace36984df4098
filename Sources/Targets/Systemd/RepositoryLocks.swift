import Diagnostics
import Planning
import Scripts

/// The lock files that keep runs on one repository apart.
///
/// Two services may start in the same second and write to one repository, where expiry needs to be alone. Each waits
/// for the other, within its own time limit. Services without a common repository don't wait for each other: a lock is
/// shared by exactly those that are connected by repositories.
struct RepositoryLocks {
  /// For each connected set of repositories: their sinks' names.
  private var groups: [[String]] = []
  private let names: UnitNames

  /// The locks of all jobs and upkeep of one policy.
  init(machine: SystemdMachine) {
    names = machine.names
    for shipments in machine.jobs.map(Self.shipments) + machine.upkeep.map(Self.shipments) {
      let sinks = shipments.filter(Self.isShared).map(Self.sink)
      if sinks.isEmpty { continue }
      let connected = groups.filter { group in group.contains { sinks.contains($0) } }
      groups.removeAll { group in group.contains { sinks.contains($0) } }
      var merged: [String] = []
      for sink in connected.flatMap(Self.members) + sinks where !merged.contains(sink) { merged.append(sink) }
      groups.append(merged)
    }
  }

  /// The folder of the lock files.
  var folder: String { "/run/backstay/\(names.policy)" }

  /// All lock files.
  var files: [String] { groups.map(file).sorted() }

  /// The lock file of a service with these shipments; absent if it needs none but its own.
  func file(for shipments: [Shipment]) -> String? {
    let sinks = shipments.filter(Self.isShared).map(Self.sink)
    return groups.first { group in group.contains { sinks.contains($0) } }.map(file)
  }

  private func file(_ group: [String]) -> String { "\(folder)/\(group.min() ?? "").lock" }

  // Plain copies of two backups never touch each other's files.
  private static func isShared(_ shipment: Shipment) -> Bool {
    switch shipment.repository {
    case .restic, .borg: true
    case .plain, .pgbackrest: false
    }
  }

  private static func sink(_ shipment: Shipment) -> String { shipment.sink.value }
  private static func shipments(_ job: Job) -> [Shipment] { job.shipments }
  private static func shipments(_ upkeep: UpkeepJob) -> [Shipment] { upkeep.shipments }
  private static func members(_ group: [String]) -> [String] { group }
}
