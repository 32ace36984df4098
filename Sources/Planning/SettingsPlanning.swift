internal import Diagnostics
internal import Language

extension PostgreSQLSource {
  init(_ server: PostgreSQL, of material: Material) {
    let databases: Databases =
      switch server.databases {
      case .one(let name): .named([name])
      case .several(.named(let names)): .named(names)
      case .several(.all): .all
      case nil: .named([])
      }
    let connection: Connection =
      switch server.connection {
      case .host(let host): .host(host)
      case .socket(let path): .socket(path.text)
      case nil: .socket(Text(PostgreSQL.usualSocket.value, at: server.origin))
      }
    let authentication: Authentication =
      switch server.authentication {
      case .password(let secret): .password(secret.text)
      case .certificate(let pair): .certificate(certificate: pair.certificate.text, key: pair.key.text)
      case .peer, nil: .peer
      }
    self.init(
      serverVersion: server.serverVersion.value,
      databases: databases,
      connection: connection,
      port: server.port.value,
      user: server.user,
      sslMode: server.sslMode.map { "\($0.word)" },
      rootCertificate: server.rootCertificate?.text,
      authentication: authentication,
      excludedTables: server.excludeTables,
      excludedTableData: server.excludeTableData,
      minimumTables: server.minimumTables.value,
      globals: server.globals.value,
      managed: server.managed.value,
      standbyMaximumLag: server.readFrom == .standby ? server.maximumLag.seconds : nil,
      dataDirectory: server.dataDirectory?.text,
      stanza: server.stanzaName(of: material),
      origin: server.origin)
  }
}

extension Job {
  /// The operating-system user beside a server.
  package var userBesideServer: String { runAs?.value ?? Backup.usualUserOfServer.value }
}

extension PostgreSQLSource {
  /// The folder of a server's socket where the policy says nothing.
  package static var usualSocket: String { PostgreSQL.usualSocket.value }

  /// The role that restores: the policy's own, or the superuser that each server has.
  package var restoringUser: String { user?.value ?? PostgreSQL.usualUser.value }
}

extension RunResources {
  convenience init(_ resources: Resources) {
    self.init(
      cpuRequest: resources.requests?.cpu?.text, memoryRequest: resources.requests?.memory?.text,
      cpuLimit: resources.limits?.cpu?.text, memoryLimit: resources.limits?.memory?.text)
  }

  /// What a container of Kubernetes is given.
  ///
  /// Where the policy says only one of request and limit it stands for both, as in Kubernetes itself; a default beside it
  /// could contradict it. Memory always has a limit, so that a backup never takes that of its neighbours.
  package static func ofContainer(
    _ stated: RunResources?
  ) -> (cpuRequest: String, memoryRequest: String, cpuLimit: String?, memoryLimit: String) {
    let usual = Resources.usualOfContainer
    return (
      cpuRequest: (stated?.cpuRequest ?? stated?.cpuLimit ?? usual.cpu).value,
      memoryRequest: (stated?.memoryRequest ?? stated?.memoryLimit ?? usual.memory).value,
      cpuLimit: stated?.cpuLimit?.value,
      memoryLimit: (stated?.memoryLimit ?? stated?.memoryRequest ?? usual.memoryLimit).value
    )
  }
}

extension KubernetesSettings {
  init(_ target: KubernetesDeclaration) {
    var images: [Image] = []
    func add(_ tool: String, _ reference: Text?) {
      if let reference { images.append(Image(tool: tool, reference: reference)) }
    }
    add("postgresql", target.images.postgresql)
    add("restic", target.images.restic)
    add("borg", target.images.borg)
    add("aws", target.images.aws)
    add("age", target.images.age)
    add("all", target.image)
    var placement = Placement()
    placement.besidePodsWith = target.placement.besidePodsWith.map { BackupPlan.Label($0) }
    placement.nodeSelector = target.placement.nodeSelector.map { BackupPlan.Label($0) }
    placement.tolerations = target.placement.tolerations.map {
      Toleration(key: $0.key, value: $0.value, effect: $0.effect.map { "\($0.word)" })
    }
    self.init(
      namespace: target.namespace.text,
      version: Version(target.kubernetesVersion),
      images: images,
      imagePullSecrets: target.imagePullSecrets,
      bindings: target.bindings.compactMap { ClusterPlace($0) },
      placement: placement,
      serviceAccountAnnotations: target.serviceAccountAnnotations.map { BackupPlan.Label($0) },
      origin: target.origin)
  }
}

extension ClusterPlace {
  convenience init?(_ binding: KubernetesBinding) {
    let items = binding.items.map { BackupPlan.Label($0) }
    switch binding.object {
    case .secret(let name): self.init(name: binding.id, object: .secret(name: name, key: binding.key, items: items))
    case .configMap(let name):
      self.init(name: binding.id, object: .configMap(name: name, key: binding.key, items: items))
    case .volumeClaim(let name): self.init(name: binding.id, object: .volumeClaim(name: name))
    case .host(let host): self.init(name: binding.id, object: .host(host))
    case nil: return nil
    }
  }
}

extension MachinePlace {
  convenience init?(_ binding: HostBinding) {
    switch binding.object {
    case .file(let path): self.init(name: binding.id, object: .file(path.text))
    case .host(let host): self.init(name: binding.id, object: .host(host))
    case .socket(let path): self.init(name: binding.id, object: .socket(path.text))
    case nil: return nil
    }
  }
}

extension SystemdSettings {
  convenience init(_ target: SystemdDeclaration, _ alerts: Alerts?) {
    self.init(
      version: target.systemdVersion.value, metrics: SystemdDeclaration.metrics(target.metrics, for: alerts),
      bindings: target.bindings.compactMap { MachinePlace($0) }, origin: target.origin)
  }
}

extension PgBackRestSettings {
  init(_ target: PgBackRestDeclaration, _ tools: Tools, _ alerts: Alerts?) {
    self.init(
      version: Version(tools.pgbackrest), systemdVersion: target.systemdVersion.value,
      metrics: SystemdDeclaration.metrics(target.metrics, for: alerts),
      bindings: target.bindings.compactMap { MachinePlace($0) }, origin: target.origin)
  }
}
