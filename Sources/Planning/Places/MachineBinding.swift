package import Diagnostics
internal import Language

/// Where a secret or a material is on a machine, if not at its default place.
package final class MachineBinding: Sendable {
  package enum Object: Sendable {
    /// A secret's file, by its absolute path.
    case file(Text)
    /// Another host for a PostgreSQL material.
    case host(Text)
    /// Another socket folder for a PostgreSQL material.
    case socket(Text)
  }

  package let name: Text
  package let object: Object

  package init(name: Text, object: Object) {
    self.name = name
    self.object = object
  }
}

extension MachineBinding {
  convenience init?(_ binding: HostBinding) {
    switch binding.object {
    case .file(let path): self.init(name: binding.id, object: .file(path.text))
    case .host(let host): self.init(name: binding.id, object: .host(host))
    case .socket(let path): self.init(name: binding.id, object: .socket(path.text))
    case nil: return nil
    }
  }
}

extension [MachineBinding] {
  /// The file of a secret: the one that it is bound to, or its default in the policy's folder of secrets.
  package func file(ofSecret secret: String, _ names: UnitNames) -> String {
    for binding in self where binding.name.value == secret {
      if case .file(let path) = binding.object { return path.value }
    }
    return "\(names.secrets)/\(secret)"
  }

  /// Where the server of `material` listens, seen from this machine, if a binding says so.
  package func connection(of material: String) -> PostgreSQLSource.Connection? {
    for binding in self where binding.name.value == material {
      switch binding.object {
      case .host(let host): return .host(host)
      case .socket(let folder): return .socket(folder)
      case .file: continue
      }
    }
    return nil
  }
}
