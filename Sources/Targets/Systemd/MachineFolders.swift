import Diagnostics
import Formats
import Planning

/// The folders that must be there before the first run, for tmpfiles.d(5).
struct MachineFolders {
  /// The machine that the folders are on.
  let machine: SystemdMachine

  /// Adds the file.
  func add(to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    let names = machine.names
    let comment =
      files.header + [
        "Secrets are files in \(names.secrets), named as in the policy and readable by root alone: systemd hands each",
        "service its own. A file in \(names.failed) names a unit whose last run failed.",
      ]
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
    var folders: [String] = []
    for job in machine.jobs {
      for folder in job.shipments.compactMap(Self.folder) where !folders.contains(folder) {
        folders.append(folder)
        lines.append(["d", folder, "0700", machine.user(of: job), "-", "-"])
      }
    }
    return lines
  }

  private static func folder(_ shipment: Shipment) -> String? { shipment.folder?.value }
}
