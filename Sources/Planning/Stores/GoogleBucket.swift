package import Diagnostics
internal import Language

/// A bucket of Google Cloud Storage.
package struct GoogleBucket: Store {
  package var bucket: Text
  /// Without leading and trailing slashes; empty if the policy names none.
  package var prefix: String
  package var credentials: StoreRoles
  package var origin: Span

  package var kind: Support.Place { .gcs }
  package var reach: Reach { .service("Google Cloud Storage") }
  package var roles: StoreRoles? { credentials }
  package var secret: Text? { nil }
  package var cloud: Cloud? { .google }
  package var description: Wording { "Google bucket \(bucket.value)\(below: prefix)" }

  package var reading: Location {
    var store = self
    store.credentials = credentials.reading
    return .gcs(store)
  }
}

extension GoogleBucket {
  init(_ record: GoogleStore) {
    self.init(
      bucket: record.bucket, prefix: record.prefix?.withoutOuterSlashes ?? "",
      credentials: StoreRoles(record.credentials), origin: record.origin)
  }
}
