package import Diagnostics
internal import Language

/// A persistent volume claim in the job's namespace.
package struct VolumeClaim: Store {
  package var name: Text
  /// Bytes; absent if the claim exists already.
  package var size: Int?
  package var storageClass: Text?
  package var accessMode: String
  package var origin: Span

  package var kind: Support.Place { .volumeClaim }
  package var reach: Reach { .claim(self) }
  package var roles: StoreRoles? { nil }
  package var secret: Text? { nil }
  package var description: Wording { "claim \(name.value)" }
  package var reading: Location { .volumeClaim(self) }
}

extension VolumeClaim {
  init(_ record: ClaimedVolume) {
    self.init(
      name: record.claim, size: record.size?.bytes, storageClass: record.storageClass,
      accessMode: "\(record.accessMode.word)", origin: record.origin)
  }
}
