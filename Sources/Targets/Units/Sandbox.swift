package import Formats

/// What a service may access; everything else is denied.
package struct Sandbox: Sendable, Equatable {
  /// Whether it reads files that belong to others, such as keys of root, without being root.
  package var readsForeignFiles = false
  /// Absolute paths that it writes, beside the folders that systemd makes for it; a leading `-` permits a missing one.
  package var writable: [String] = []
  /// Absolute paths that it reads or connects to, as far as the sandbox would hide them.
  package var visible: [String] = []
  /// Absolute paths that it must not access, if they exist.
  package var hidden: [String] = []
  /// Whether its user runs other services too, whose shared memory must outlive it.
  package var sharesUser = false
  /// Its network access.
  package var network: Network

  /// A sandbox with access to `network` and to nothing else.
  package init(network: Network) { self.network = network }

  /// Adds the sandbox to a `[Service]`, in keys that `version` of systemd knows.
  package func append(to service: inout UnitFile.Section, version: Int) {
    appendIdentity(to: &service)
    appendFileSystem(to: &service)
    appendNetwork(to: &service)
    // systemd removes all of the user's IPC objects, including those of a running PostgreSQL.
    service.append("RemoveIPC", .literal(sharesUser ? "no" : "yes"))
    for (key, value) in Self.constants where SystemdVersion.knows(key, version) {
      service.append(key, .literal(value))
    }
  }

  private func appendIdentity(to service: inout UnitFile.Section) {
    service.append("UMask", .literal("0077"))
    service.append("NoNewPrivileges", .literal("yes"))
    // In a private user namespace, the capability doesn't extend to other users' files.
    service.append("PrivateUsers", .literal(readsForeignFiles ? "no" : "yes"))
    service.append("CapabilityBoundingSet", readsForeignFiles ? .literal(Self.readAnyFile) : .reset)
    service.append("AmbientCapabilities", readsForeignFiles ? .literal(Self.readAnyFile) : .reset)
  }

  private func appendFileSystem(to service: inout UnitFile.Section) {
    service.append("ProtectSystem", .literal("strict"))
    service.append("ProtectHome", .literal(needsHome ? "read-only" : "yes"))
    service.append("PrivateTmp", .literal("yes"))
    if !writable.isEmpty { service.append("ReadWritePaths", .words(writable)) }
    if !hidden.isEmpty { service.append("InaccessiblePaths", .words(hidden.map { "-\($0)" })) }
    for path in visible where Self.isTemporary(path) { service.append("BindReadOnlyPaths", .words([path])) }
  }

  private func appendNetwork(to service: inout UnitFile.Section) {
    switch network {
    case .none:
      service.append("RestrictAddressFamilies", .literal("AF_UNIX"))
      service.append("PrivateNetwork", .literal("yes"))
      service.append("IPAddressDeny", .literal("any"))
    case .addresses(let addresses):
      service.append("RestrictAddressFamilies", .literal("AF_UNIX AF_INET AF_INET6"))
      service.append("IPAddressDeny", .literal("any"))
      service.append("IPAddressAllow", .words(addresses))
    case .names:
      // No list of addresses: names are resolved at each run.
      service.append("RestrictAddressFamilies", .literal("AF_UNIX AF_INET AF_INET6"))
    }
  }

  private var needsHome: Bool {
    (visible + writable.map(Self.withoutPrefix)).contains { path in
      ["/home", "/root", "/run/user"].contains { isAtOrBelow(path, $0) }
    }
  }

  private static func isTemporary(_ path: String) -> Bool { isAtOrBelow(path, "/tmp") || isAtOrBelow(path, "/var/tmp") }

  private static func withoutPrefix(_ path: String) -> String {
    path.utf8.first == UInt8(ascii: "-") ? String(path.dropFirst()) : path
  }

  private static let readAnyFile = "CAP_DAC_READ_SEARCH"

  // A denied call returns EPERM: some programs try to raise a limit, for example, and continue without.
  private static let constants: [(key: String, value: String)] = [
    ("PrivateDevices", "yes"),
    ("PrivateIPC", "yes"),
    ("PrivateMounts", "yes"),
    ("ProtectClock", "yes"),
    ("ProtectControlGroups", "yes"),
    ("ProtectHostname", "yes"),
    ("ProtectKernelLogs", "yes"),
    ("ProtectKernelModules", "yes"),
    ("ProtectKernelTunables", "yes"),
    ("ProtectProc", "invisible"),
    ("ProcSubset", "pid"),
    ("LockPersonality", "yes"),
    ("MemoryDenyWriteExecute", "yes"),
    ("RestrictNamespaces", "yes"),
    ("RestrictRealtime", "yes"),
    ("RestrictSUIDSGID", "yes"),
    ("KeyringMode", "private"),
    ("SystemCallArchitectures", "native"),
    ("SystemCallFilter", "@system-service"),
    ("SystemCallFilter", "~@privileged @resources"),
    ("SystemCallErrorNumber", "EPERM"),
  ]
}

/// Whether `path` is `folder` or lies below it.
package func isAtOrBelow(_ path: String, _ folder: String) -> Bool {
  path.utf8.elementsEqual(folder.utf8) || path.utf8.starts(with: (folder + "/").utf8)
}
