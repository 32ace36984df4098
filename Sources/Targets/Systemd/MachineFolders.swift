import Diagnostics
import Formats
import Planning

/// The folders that must exist before the first run, for tmpfiles.d(5).
struct MachineFolders {
  /// The machine that the folders are on.
  let machine: SystemdMachine

  /// Adds the file.
  func add(to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    let names = machine.names
    let comment =
      files.header + [
        "Secrets are files in \(names.secrets), named as in the policy and readable only by root: systemd passes each",
        "service its own. A file in \(names.failed) marks a unit whose last run failed.",
      ] + byHand
    let lines = self.lines
    files.add("etc/tmpfiles.d/backstay-\(names.policy).conf", at: machine.plan.name.span, &diagnostics) {
      () throws(UnsayableValue) in try SystemFileLines(comment: comment, lines: lines).rendered()
    }
  }

  private var lines: [[String]] {
    let names = machine.names
    let locks = RepositoryLocks(machine: machine)
    var lines = [
      ["d", "/etc/backstay", "0755", "root", "root", "-"],
      ["d", "/etc/backstay/secrets", "0755", "root", "root", "-"],
      ["d", names.secrets, "0700", "root", "root", "-"],
      ["d", names.failed, "0775", names.user, names.user, "-"],
    ]
    if !locks.files.isEmpty { lines.append(["d", locks.folder, "0750", "root", names.user, "-"]) }
    for file in locks.files { lines.append(["f", file, "0660", "root", names.user, "-"]) }
    if let collected = machine.settings.metrics { lines += MetricsFiles(names: names).lines(parts, in: collected) }
    for (folder, user) in sinks where !besideOthers.contains(folder) {
      lines.append(["d", folder, "0700", user, "-", "-"])
    }
    return lines
  }

  /// The parts of the names of all services with metrics files.
  private var parts: [String] {
    machine.jobs.map { $0.name.value } + machine.upkeep.map { UpkeepUnits(machine: machine, upkeep: $0).part }
      + machine.drills.map { DrillUnits(machine: machine, drill: $0).part }
  }

  /// The folders of sinks, each once, and who writes to them.
  private var sinks: [(folder: String, user: String)] {
    var sinks: [(folder: String, user: String)] = []
    for job in machine.jobs {
      for folder in job.shipments.compactMap(Self.folder) where !sinks.contains(where: { $0.folder == folder }) {
        sinks.append((folder, machine.user(of: job)))
      }
    }
    return sinks
  }

  /// The folders whose services run even if they aren't mounted.
  ///
  /// Created at boot on the disk below, such a folder would receive the copies instead of the missing disk.
  private var besideOthers: [String] {
    machine.jobs.filter { $0.shipments.count > 1 }.flatMap { $0.shipments.compactMap(Self.folder) }
  }

  private var byHand: [String] {
    let missing = sinks.filter { besideOthers.contains($0.folder) }
    if missing.isEmpty { return [] }
    return [
      "",
      "Create the folders of these sinks by hand, once, on their mounted disks. They aren't created at boot, because",
      "without the disk, copies would go to the one below; the run reports the missing folder and continues.",
    ] + missing.map { "  install -d -m 0700 -o \($0.user) \($0.folder)" }
  }

  private static func folder(_ shipment: Shipment) -> String? { shipment.folder?.value }
}
