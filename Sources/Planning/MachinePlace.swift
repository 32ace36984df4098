package import Diagnostics

/// Where a secret or a material lives on a machine, where it isn't where it is by default.
package final class MachinePlace: Sendable {
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
