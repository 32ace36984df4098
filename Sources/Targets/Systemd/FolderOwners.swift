import Diagnostics
import Planning

/// Whether each folder of copies can belong to one user, as tmpfiles.d makes it.
struct FolderOwners {
  /// The machine whose folders are checked.
  let machine: SystemdMachine

  /// Reports folders that two users would write, and those that are not for one user.
  func report(to diagnostics: inout Diagnostics) {
    var owners: [(folder: String, user: String, job: Job)] = []
    for job in machine.jobs {
      for shipment in job.shipments {
        guard let folder = shipment.folder else { continue }
        checkPlace(of: folder, &diagnostics)
        let user = machine.user(of: job)
        if let owner = owners.first(where: { $0.folder == folder.value }) {
          if owner.user != user { report(shipment, of: job, user, beside: owner.job, owner.user, &diagnostics) }
        } else {
          owners.append((folder.value, user, job))
        }
      }
    }
  }

  private func report(
    _ shipment: Shipment, of job: Job, _ user: String, beside other: Job, _ otherUser: String,
    _ diagnostics: inout Diagnostics
  ) {
    diagnostics.refuse(
      "user `\(user)` writes to sink `\(shipment.sink.value)`, but backup `\(other.name.value)` writes to it as "
        + "`\(otherUser)`, and neither can read the other's copies",
      help: "give both backups the same `runAs`, or separate sinks",
      at: job.runAs?.span ?? job.name.span)
  }

  private func checkPlace(of folder: Text, _ diagnostics: inout Diagnostics) {
    let path = folder.value
    if Self.volatile.contains(where: { isAtOrBelow(path, $0) }) {
      diagnostics.refuse(
        "`\(path)` doesn't survive a reboot, and a service has its own", help: "use another folder",
        at: folder.span)
    } else if Self.system.contains(path) {
      diagnostics.refuse(
        "`\(path)` is a system folder and can't belong to one user", help: "use a folder below it",
        at: folder.span)
    }
  }

  private static let volatile = ["/tmp", "/var/tmp", "/run", "/dev", "/proc", "/sys"]

  // From hier(7); a mount on another folder in the root is fine.
  private static let system = [
    "/", "/bin", "/boot", "/etc", "/home", "/lib", "/lib64", "/media", "/mnt", "/opt", "/root", "/sbin", "/srv", "/usr",
    "/usr/local", "/var", "/var/backups", "/var/cache", "/var/lib", "/var/log",
  ]
}
