package import Diagnostics

/// A persistent volume claim in the job's namespace.
package struct VolumeClaim: Sendable {
  package var name: Text
  /// Bytes; absent where the claim exists already and isn't to be made.
  package var size: Int?
  package var storageClass: Text?
  package var accessMode: String
  package var origin: Span
}
