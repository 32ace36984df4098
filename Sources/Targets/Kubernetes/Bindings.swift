import Diagnostics
import Planning

/// The objects that secrets and materials are bound to. `BindingCheck.swift` checks bindings.
extension WorkloadBuilder {
  /// Where the policy's secret or material of that name is.
  func binding(of name: String) -> ClusterBinding? {
    settings.bindings.first { $0.name.value == name }
  }

  /// The objects that hold `secrets`, in order.
  func bound(_ secrets: [Text]) -> [BoundSecret] {
    secrets.compactMap { secret in
      switch binding(of: secret.value)?.object {
      case .secret(let object, let key?, _):
        BoundSecret(name: secret.value, isConfigMap: false, object: object.value, key: key.value)
      case .configMap(let object, let key?, _):
        BoundSecret(name: secret.value, isConfigMap: true, object: object.value, key: key.value)
      default: nil
      }
    }
  }

  /// The volume with the files of `material`, which is `files`.
  func volume(for material: Text, _ files: FilesSource) -> WorkloadVolume? {
    guard let binding = binding(of: material.value) else { return nil }
    switch binding.object {
    case .secret(let object, let key, let items):
      return volume(binding, key, items, files) { .secret(name: object.value, items: $0) }
    case .configMap(let object, let key, let items):
      return volume(binding, key, items, files) { .configMap(name: object.value, items: $0) }
    case .volumeClaim(let claim):
      return volume(binding, .claim(name: claim.value, readOnly: true), below: wholePath(of: files))
    case .host: return nil
    }
  }

  private func volume(
    _ binding: ClusterBinding, _ key: Text?, _ items: [BackupPlan.Label], _ files: FilesSource,
    source: ([WorkloadVolume.Item]) -> WorkloadVolume.Source
  ) -> WorkloadVolume {
    if !items.isEmpty {
      let chosen = items.map {
        WorkloadVolume.Item(key: $0.name.value, path: MaterialPath.relative($0.value.value))
      }
      return volume(binding, source(chosen), below: "")
    }
    let path = wholePath(of: files)
    guard let key else { return volume(binding, source([]), below: path) }
    return volume(binding, source([.init(key: key.value, path: MaterialPath.relative(path))]), below: "")
  }

  /// The one path that a whole object replaces.
  private func wholePath(of files: FilesSource) -> String {
    files.paths.first.map { MaterialPath.withoutSlash($0.value) } ?? ""
  }

  private func volume(
    _ binding: ClusterBinding, _ source: WorkloadVolume.Source, below path: String
  ) -> WorkloadVolume {
    WorkloadVolume(
      name: ObjectName.joined("material", binding.name.value), source: source,
      mountPath: "/material/\(binding.name.value)\(path)")
  }
}

/// Paths of file materials, which may end in slashes.
enum MaterialPath {
  static func withoutSlash(_ path: String) -> String {
    var rest = Substring(path)
    while rest.utf8.last == UInt8(ascii: "/") { rest.removeLast() }
    return String(rest)
  }

  static func relative(_ path: String) -> String { String(withoutSlash(path).drop { $0 == "/" }) }

  static func isSame(_ path: String, orBelow folder: String) -> Bool {
    let (path, folder) = (withoutSlash(path), withoutSlash(folder))
    return path == folder || path.hasPrefix(folder + "/")
  }
}
