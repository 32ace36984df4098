import Diagnostics
import Planning

extension WorkloadBuilder {
  /// Reports a secret that isn't bound to a value.
  mutating func checkSecret(_ secret: Text) {
    guard let binding = binding(of: secret.value) else {
      diagnostics.report(
        .unboundSecret,
        .init(
          "target `\(target)` has no binding for secret `\(secret.value)`",
          help: "add `\(secret.value): {secret: NAME, key: KEY}` to its `bindings`"),
        at: secret.span, notes: [.init("the target", at: settings.origin)])
      return
    }
    switch binding.object {
    case .secret(let object, let key?, let items) where items.isEmpty,
      .configMap(let object, let key?, let items) where items.isEmpty:
      checkObjectName(object)
      checkKey(key)
    default:
      diagnostics.report(
        .unboundSecret,
        .init(
          "the binding of secret `\(secret.value)` must name a Secret and one key",
          help: "write `\(secret.value): {secret: NAME, key: KEY}`"),
        at: binding.name.span)
    }
  }

  mutating func checkObjectName(_ name: Text) {
    if !ObjectName.isSubdomain(name.value) { refuse("`\(name.value)` is not a valid object name", at: name.span) }
  }

  private mutating func checkKey(_ key: Text) {
    if !ObjectName.isDataKey(key.value) { refuse("`\(key.value)` is not a valid key", at: key.span) }
  }

  /// Reports what keeps the files of `material`, which is `files`, from being mounted.
  mutating func checkMaterial(_ material: Text, _ files: FilesSource) {
    guard let binding = binding(of: material.value) else {
      diagnostics.report(
        .unboundMaterial,
        .init(
          "target `\(target)` has no binding for material `\(material.value)`",
          help:
            "add `\(material.value): {secret: NAME}`, `{configMap: NAME}` or `{volumeClaim: NAME}` to its `bindings`"),
        at: material.span, notes: [.init("the target", at: settings.origin)])
      return
    }
    for path in files.paths where path.value.utf8.contains(UInt8(ascii: ":")) {
      refuse("`\(path.value)` can't be mounted: a mount path must not contain a colon", at: path.span)
    }
    switch binding.object {
    case .secret(let object, let key, let items), .configMap(let object, let key, let items):
      check(binding, object, key, items, files)
    case .volumeClaim(let claim):
      checkObjectName(claim)
      if isOnePath(files, binding), settings.placement.besidePodsWith.isEmpty {
        diagnostics.report(
          .claimWithoutPlacement,
          .init(
            "the backup's pod may run on another node than the claim `\(claim.value)`",
            help: "a ReadWriteOnce claim needs `placement: {besidePodsWith: {…}}` with labels of the pods that use it"),
          at: claim.span)
      }
    case .host(let host):
      diagnostics.report(
        .unboundMaterial,
        .init(
          "material `\(material.value)` contains files and can't be bound to a host",
          help: "bind it to a `secret`, a `configMap` or a `volumeClaim`"),
        at: host.span)
    }
  }

  private mutating func check(
    _ binding: ClusterBinding, _ object: Text, _ key: Text?, _ items: [BackupPlan.Label], _ files: FilesSource
  ) {
    checkObjectName(object)
    if items.isEmpty {
      if isOnePath(files, binding), let key { checkKey(key) }
      return
    }
    for item in items {
      checkKey(item.name)
      if !files.paths.contains(where: { MaterialPath.isSame(item.value.value, orBelow: $0.value) }) {
        refuse(
          "`\(item.value.value)` is not a path of material `\(binding.name.value)`",
          help: "map the key to one of the material's `paths` or to a file below one", at: item.value.span)
      }
    }
    for path in files.paths {
      if !items.contains(where: { MaterialPath.isSame($0.value.value, orBelow: path.value) }) {
        refuse(
          "no key of `\(object.value)` is mapped to `\(path.value)`",
          help: "add it to the `items` of the binding of `\(binding.name.value)`", at: path.span)
      }
    }
  }

  /// Whether a whole object can be mounted as `files`; reports those with more than one path.
  private mutating func isOnePath(_ files: FilesSource, _ binding: ClusterBinding) -> Bool {
    if files.paths.count == 1 { return true }
    refuse(
      "material `\(binding.name.value)` has \(files.paths.count) paths, but a whole object can be mounted at only one",
      help: "map keys to paths with `items`, or declare a material for each path", at: binding.name.span)
    return false
  }
}
