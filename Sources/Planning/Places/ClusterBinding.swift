package import Diagnostics
internal import Language

/// Where a secret or a material is on Kubernetes.
package final class ClusterBinding: Sendable {
  /// Boxed, so that bindings are small.
  package indirect enum Object: Sendable {
    /// A Secret; `key` is the one that holds a single value, `items` maps keys to absolute paths of the material.
    case secret(name: Text, key: Text?, items: [BackupPlan.Label])
    case configMap(name: Text, key: Text?, items: [BackupPlan.Label])
    case volumeClaim(name: Text)
    /// Another host for a PostgreSQL material.
    case host(Text)
  }

  /// The name of the secret or material.
  package let name: Text
  package let object: Object

  package init(name: Text, object: Object) {
    self.name = name
    self.object = object
  }
}

extension ClusterBinding {
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
