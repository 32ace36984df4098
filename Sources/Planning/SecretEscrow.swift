package import Diagnostics

/// A secret by its name, and where a second copy of it is kept.
package final class SecretEscrow: Sendable {
  package let name: Text
  /// In words; absent if none is declared.
  package let escrow: String?

  package init(name: Text, escrow: String? = nil) {
    self.name = name
    self.escrow = escrow
  }
}
