package import Diagnostics

/// A persistent volume claim.
package final class ClaimedVolume: Record, StoreRecord {
  package let claim: Text
  package let size: Size?
  package let storageClass: Text?
  package let accessMode: AccessMode
  package let origin: Span

  package static let word: StaticString = "volumeClaim"
  package static let name: StaticString = "VolumeClaim"
  package static let doc: StaticString = "A persistent volume claim in the job's namespace."

  package init(_ form: inout Form) {
    origin = form.origin
    claim = form.required("name", doc: "The claim's name.")
    size = form.optional("size", absent: "the claim exists already", doc: "Creates the claim with this size.")
    storageClass = form.optional(
      "storageClass", absent: "the cluster's default", doc: "The storage class of the created claim.")
    accessMode = form.defaulted(
      "accessMode", .readWriteOnce, when: size != nil, doc: "The access mode of the created claim.")
  }

  package var place: [String] { [claim.value] }
  package var opening: StoreOpening { .free }
}

/// Access modes of a persistent volume claim.
package enum AccessMode: UInt8, Keyword {
  case readWriteOnce, readWriteOncePod, readWriteMany

  package var word: StaticString {
    switch self {
    case .readWriteOnce: "ReadWriteOnce"
    case .readWriteOncePod: "ReadWriteOncePod"
    case .readWriteMany: "ReadWriteMany"
    }
  }
}
