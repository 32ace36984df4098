package import Formats
package import Planning

/// A oneshot service that a timer or a person starts.
package struct ServiceUnit: Sendable {
  /// A secret that systemd reads as root and passes only to the service, as `$CREDENTIALS_DIRECTORY/<name>`.
  package struct Credential: Sendable, Equatable {
    /// The name of its file for the service.
    package let name: String
    /// The absolute path of the file that holds it.
    package let file: String

    /// A secret named `name`, in `file`.
    package init(name: String, file: String) {
      self.name = name
      self.file = file
    }
  }

  /// The names of the policy that it is of.
  package let names: UnitNames
  /// The part of the unit's name after the policy's. For example: `nightly`.
  package let part: String
  /// systemd's version.
  package let version: Int
  /// Lines at the top of the file.
  package var comment: [String] = []
  /// What the service does, in a few words.
  package var description: String
  /// The program with its arguments.
  package var command: [String]
  /// The user where it isn't the policy's own.
  package var user: String?
  /// Seconds after which the run is stopped.
  package var deadline: Int
  /// Seconds that a run has to end after SIGTERM; then it is killed.
  package var stopTimeout = 60
  /// The secrets that the service needs.
  package var credentials: [Credential] = []
  /// The folder below `/var/lib` that the service keeps for good.
  package var state: String?
  /// Units to start before this one if both are starting, such as the server at boot.
  package var after: [String] = []
  /// Paths whose mounts this service needs.
  package var mounts: [String] = []
  /// Paths whose mounts it wants, but can do without.
  package var wantedMounts: [String] = []
  /// Whether the rate of starts is unlimited, as for path units.
  package var startsWithoutLimit = false
  /// What the service may touch.
  package var sandbox: Sandbox
  /// Whether it yields to other work.
  package var lowPriority = false
  /// Lines of resource control, such as `MemoryMax=`.
  package var resources: [(key: String, value: String)] = []

  /// A service of the policy that `names` is of.
  package init(
    names: UnitNames, part: String, version: Int, description: String, command: [String], deadline: Int,
    sandbox: Sandbox
  ) {
    self.names = names
    self.part = part
    self.version = version
    self.description = description
    self.command = command
    self.deadline = deadline
    self.sandbox = sandbox
  }

  /// The unit's full name. For example: `backstay-certctl-nightly.service`.
  package var name: String { names.unit(part) + ".service" }

  /// The service's file.
  ///
  /// It has no `[Install]`: only its timer is enabled, or a person starts it.
  package var file: UnitFile { UnitFile(comment: comment, sections: [unitSection, serviceSection]) }

  private var unitSection: UnitFile.Section {
    var unit = UnitFile.Section("Unit", ["Description": .text(description)])
    let knowsWants = SystemdVersion.knows("WantsMountsFor", version)
    // If a mount can't be wanted by its path, wait for those in fstab; local ones are mounted by now.
    let after = after + (wantedMounts.isEmpty || knowsWants ? [] : ["remote-fs.target"])
    if sandbox.network == .none {
      if !after.isEmpty { unit.append("After", .units(after)) }
    } else {
      unit.append("Wants", .units(["network-online.target"]))
      unit.append("After", .units(["network-online.target"] + after))
    }
    if !mounts.isEmpty { unit.append("RequiresMountsFor", .words(mounts)) }
    if knowsWants, !wantedMounts.isEmpty { unit.append("WantsMountsFor", .words(wantedMounts)) }
    // %n ends in ".service", and so does the handler's instance.
    unit.append("OnFailure", .literal("\(names.failureTemplate)@%n.service"))
    if startsWithoutLimit { unit.append("StartLimitIntervalSec", .literal("0")) }
    return unit
  }

  private var serviceSection: UnitFile.Section {
    var service = UnitFile.Section(
      "Service",
      [
        "Type": .literal("oneshot"),
        "ExecStart": .command(command),
        // Runs only after a success; the handler made the file.
        "ExecStartPost": .commandWords(
          [.text("/bin/rm"), .text("-f"), .expanded("\(names.failed)/%n")], prefixes: [.ignoringFailure]),
        "TimeoutStartSec": .literal("\(deadline)"),
        "TimeoutStopSec": .literal("\(stopTimeout)"),
        "User": .text(user ?? names.user),
      ])
    if let user, user != names.user { service.append("SupplementaryGroups", .text(names.user)) }
    for credential in credentials {
      service.append("LoadCredential", .text("\(credential.name):\(credential.file)"))
    }
    service.append("CacheDirectory", .words(["backstay/\(names.policy)/\(part)"]))
    service.append("CacheDirectoryMode", .literal("0700"))
    if let state {
      service.append("StateDirectory", .words([state]))
      service.append("StateDirectoryMode", .literal("0700"))
    }
    service.append("SyslogIdentifier", .text(names.unit(part)))
    service.append("LogRateLimitIntervalSec", .literal("0"))
    if lowPriority {
      // On a busy disk, the idle class would starve until the deadline.
      service.append("Nice", .literal("10"))
      service.append("IOSchedulingClass", .literal("best-effort"))
      service.append("IOSchedulingPriority", .literal("7"))
    }
    for (key, value) in resources { service.append(key, .literal(value)) }
    var sandbox = sandbox
    sandbox.writable.append("-\(names.failed)")
    sandbox.sharesUser = user != nil && user != names.user
    sandbox.append(to: &service, version: version)
    return service
  }
}
