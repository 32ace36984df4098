package import Diagnostics

/// A bucket or container of Google Cloud Storage or Azure.
package struct ObjectStore: Sendable {
  package var bucket: Text
  /// Azure's storage account.
  package var account: Text?
  package var prefix: String
  package var credentials: StoreAccess
  package var origin: Span
}
