import Diagnostics
import Planning

extension WorkloadBuilder {
  private func binding(of name: String) -> KubernetesBinding? {
    settings.bindings.first { $0.name.value == name }
  }

  /// The objects that hold `secrets`; those that have none are reported and left out.
  mutating func bound(_ secrets: [Text]) -> [BoundSecret] {
    var found: [BoundSecret] = []
    for secret in secrets where !found.contains(where: { $0.name == secret.value }) {
      if let secret = bound(secret) { found.append(secret) }
    }
    return found
  }

  private mutating func bound(_ secret: Text) -> BoundSecret? {
    guard let binding = binding(of: secret.value) else {
      diagnostics.error(
        "unbound-secret",
        .init(
          "target `\(target)` doesn't say where secret `\(secret.value)` lives",
          help: "Add `\(secret.value): {secret: NAME, key: KEY}` to its `bindings`."),
        at: secret.span, notes: [.init("the target", at: settings.origin)])
      return nil
    }
    switch binding.object {
    case .secret(let name, let key?, let items) where items.isEmpty:
      return bound(binding, object: name, key: key, isConfigMap: false)
    case .configMap(let name, let key?, let items) where items.isEmpty:
      return bound(binding, object: name, key: key, isConfigMap: true)
    default:
      diagnostics.error(
        "unbound-secret",
        .init(
          "secret `\(secret.value)` needs an object and the one key of it that holds the value",
          help: "Write `\(secret.value): {secret: NAME, key: KEY}`."),
        at: binding.name.span)
      return nil
    }
  }

  private mutating func bound(
    _ binding: KubernetesBinding, object: Text, key: Text, isConfigMap: Bool
  ) -> BoundSecret {
    checkObjectName(object)
    checkKey(key)
    return BoundSecret(name: binding.name.value, isConfigMap: isConfigMap, object: object.value, key: key.value)
  }

  private mutating func checkKey(_ key: Text) {
    if !ObjectName.isDataKey(key.value) { refuse("`\(key.value)` can't be a key", at: key.span) }
  }

  /// The volume with the files of `material`, which is `files`; `nil` after an error was reported.
  mutating func volume(for material: Text, _ files: FilesSource) -> WorkloadVolume? {
    guard let binding = binding(of: material.value) else {
      diagnostics.error(
        "unbound-material",
        .init(
          "target `\(target)` doesn't say where material `\(material.value)` lives",
          help:
            "Add `\(material.value): {secret: NAME}`, `{configMap: NAME}` or `{volumeClaim: NAME}` to its `bindings`."),
        at: material.span, notes: [.init("the target", at: settings.origin)])
      return nil
    }
    for path in files.paths where path.value.utf8.contains(UInt8(ascii: ":")) {
      refuse("`\(path.value)` can't be mounted: a mount's path has no colon", at: path.span)
    }
    switch binding.object {
    case .secret(let object, let key, let items):
      return volume(binding, object, key, items, files) { .secret(name: object.value, items: $0) }
    case .configMap(let object, let key, let items):
      return volume(binding, object, key, items, files) { .configMap(name: object.value, items: $0) }
    case .volumeClaim(let claim):
      checkObjectName(claim)
      guard let path = onlyPath(of: files, binding) else { return nil }
      if settings.placement.besidePodsWith.isEmpty {
        diagnostics.warning(
          "claim-without-placement",
          .init(
            "nothing keeps the backup's pod on the node that has the claim `\(claim.value)`",
            help: "A ReadWriteOnce claim needs `placement: {besidePodsWith: {…}}` with labels of the pods that use it."),
          at: claim.span)
      }
      return volume(binding, .claim(name: claim.value, readOnly: true), below: path)
    case .host(let host):
      diagnostics.error(
        "unbound-material",
        .init(
          "material `\(material.value)` is files, and a host holds none",
          help: "Bind it to a `secret`, a `configMap` or a `volumeClaim`."),
        at: host.span)
      return nil
    }
  }

  private mutating func volume(
    _ binding: KubernetesBinding, _ object: Text, _ key: Text?, _ items: [BackupPlan.Label], _ files: FilesSource,
    source: ([WorkloadVolume.Item]) -> WorkloadVolume.Source
  ) -> WorkloadVolume? {
    checkObjectName(object)
    var chosen: [WorkloadVolume.Item] = []
    for item in items {
      checkKey(item.name)
      guard files.paths.contains(where: { Self.isSame(item.value.value, orBelow: $0.value) }) else {
        refuse(
          "`\(item.value.value)` is no path of material `\(binding.name.value)`",
          help: "Map the key to one of the material's `paths` or to a file below one.", at: item.value.span)
        continue
      }
      chosen.append(.init(key: item.name.value, path: Self.relative(item.value.value)))
    }
    for path in files.paths where !items.isEmpty {
      if !items.contains(where: { Self.isSame($0.value.value, orBelow: path.value) }) {
        refuse(
          "no key of `\(object.value)` is mapped to `\(path.value)`",
          help: "Add it to the `items` of the binding of `\(binding.name.value)`.", at: path.span)
      }
    }
    if !items.isEmpty { return volume(binding, source(chosen), below: "") }
    guard let path = onlyPath(of: files, binding) else { return nil }
    guard let key else { return volume(binding, source([]), below: path) }
    checkKey(key)
    return volume(binding, source([.init(key: key.value, path: Self.relative(path))]), below: "")
  }

  /// A whole object can stand for one path only.
  private mutating func onlyPath(of files: FilesSource, _ binding: KubernetesBinding) -> String? {
    if files.paths.count == 1, let path = files.paths.first { return Self.withoutSlash(path.value) }
    refuse(
      "material `\(binding.name.value)` has \(files.paths.count) paths, and one whole object can be mounted at one only",
      help: "Map keys to paths with `items`, or make a material of each path.", at: binding.name.span)
    return nil
  }

  private func volume(
    _ binding: KubernetesBinding, _ source: WorkloadVolume.Source, below path: String
  ) -> WorkloadVolume {
    WorkloadVolume(
      name: ObjectName.joined("material", binding.name.value), source: source,
      mountPath: "/material/\(binding.name.value)\(path)")
  }

  private static func withoutSlash(_ path: String) -> String {
    var rest = Substring(path)
    while rest.hasSuffix("/") { rest.removeLast() }
    return String(rest)
  }

  private static func relative(_ path: String) -> String { String(withoutSlash(path).drop { $0 == "/" }) }

  private static func isSame(_ path: String, orBelow folder: String) -> Bool {
    let (path, folder) = (withoutSlash(path), withoutSlash(folder))
    return path == folder || path.hasPrefix(folder + "/")
  }
}
