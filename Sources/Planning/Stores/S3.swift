package import Diagnostics

/// A bucket of S3 or of a compatible store.
package struct S3: Sendable {
  package var bucket: Text
  /// Absent where the endpoint implies it.
  package var region: Text?
  /// `https://host[:port]`, absent for Amazon's own.
  package var endpoint: Text?
  /// Without slashes at its ends; empty where the policy names none.
  package var prefix: String
  package var pathStyle: Bool
  package var storageClass: Text?
  package var serverSideEncryption: Text?
  package var keyID: Text?
  /// Who may write; also read and expire unless the policy splits them.
  package var credentials: StoreAccess
  package var expiryCredentials: StoreAccess?
  package var readCredentials: StoreAccess?
  package var origin: Span
}
