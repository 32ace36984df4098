import Diagnostics
import Planning

/// What a job or upkeep accesses outside its own folders, for its sandbox and its place in the boot order.
struct JobReach {
  /// What is opened in the sandbox for it.
  var sandbox = Sandbox(network: .none)
  /// Services of a server on this machine, which must be up before runs that are made up at boot.
  var servers: [String] = []
  /// The sink's folder, which may be a mount, if nothing can be done without it.
  var mounts: [String] = []
  /// Folders of sinks, which may be mounts; a missing one must not stop the other sinks.
  var wantedMounts: [String] = []

  /// What reading `captures` and writing `shipments` reaches, with a lock in the common folder where there is one.
  init(machine: SystemdMachine, captures: [Capture], shipments: [Shipment], lock: String?) {
    for capture in captures { reach(capture, on: machine) }
    for shipment in shipments { reach(shipment, alone: shipments.count == 1, writes: true) }
    if machine.settings.metrics != nil { sandbox.writable.append("-\(machine.names.metrics)") }
    if lock != nil { sandbox.writable.append(RepositoryLocks(machine: machine).folder) }
  }

  /// What reading copies at `shipments` reaches, one of each sink.
  init(machine: SystemdMachine, reading shipments: [Shipment]) {
    if machine.settings.metrics != nil { sandbox.writable.append("-\(machine.names.metrics)") }
    for shipment in shipments { reach(shipment, alone: shipments.count == 1, writes: false) }
  }

  private mutating func reach(_ capture: Capture, on machine: SystemdMachine) {
    if let files = capture.files {
      sandbox.readsForeignFiles = true
      for path in files.paths { sandbox.visible.append(path.value) }
    }
    guard case .postgresql(let server) = capture.source, let connection = machine.connection(of: capture) else {
      return
    }
    switch connection {
    case .socket(let folder):
      sandbox.visible.append(folder.value)
      reachServerHere(server)
    case .host(let host):
      sandbox.network = sandbox.network.and(.reaching(host: host.value))
      if Network.isLoopback(host.value) { reachServerHere(server) }
    }
  }

  // Debian's service for all clusters, and that of the PostgreSQL project's packages for other systems.
  private mutating func reachServerHere(_ server: PostgreSQLSource) {
    for unit in ["postgresql.service", "postgresql-\(server.serverVersion).service"] where !servers.contains(unit) {
      servers.append(unit)
    }
  }

  private mutating func reach(_ shipment: Shipment, alone: Bool, writes: Bool) {
    let store = shipment.store
    switch store.reach {
    case .folder(let path):
      if alone {
        mounts.append(path.value)
      } else if !wantedMounts.contains(path.value) {
        wantedMounts.append(path.value)
      }
      if !writes {
        sandbox.visible.append(path.value)
      } else if !sandbox.writable.contains("-\(path.value)") {
        sandbox.writable.append((alone ? "" : "-") + path.value)
      }
    case .claim: break
    case .service: sandbox.network = .names
    case .host(let host, _, _):
      // An identity needs its provider beside the store.
      let asksElsewhere = store.roles?.haveIdentity ?? false
      sandbox.network = sandbox.network.and(asksElsewhere ? .names : .reaching(host: host))
    }
  }
}
