package import Diagnostics
internal import Language

/// A bucket of S3 or of a compatible store.
package struct S3: Store {
  package var bucket: Text
  /// Absent if the endpoint implies it.
  package var region: Text?
  /// Absent for Amazon's own.
  package var endpoint: StoreAddress?
  /// Without leading and trailing slashes; empty if the policy names none.
  package var prefix: String
  package var pathStyle: Bool
  package var storageClass: Text?
  package var serverSideEncryption: Text?
  package var keyID: Text?
  package var credentials: StoreRoles
  package var origin: Span

  package var kind: Support.Place { .s3 }
  package var reach: Reach {
    guard let endpoint else { return .service("the S3 endpoint") }
    return .host(endpoint.host, port: endpoint.portOrUsual, purpose: endpoint.text.value)
  }
  package var roles: StoreRoles? { credentials }
  package var splitsRoles: Bool { true }
  package var secret: Text? { nil }
  package var cloud: Cloud? { .amazon }
  package var programForPlainCopies: Program? { .aws }

  package var description: Wording {
    let place: Wording = endpoint.map { " at \($0.text.value)" } ?? region.map { " in \($0.value)" } ?? ""
    return "S3 bucket \(bucket.value)\(place)\(below: prefix)"
  }

  package var reading: Location {
    var store = self
    store.credentials = credentials.reading
    return .s3(store)
  }

  /// The region for a tool that wants one.
  package var regionOrUsual: String { region?.value ?? S3Store.usualRegion.value }

  /// The host of Amazon's own service, of a region or of them all.
  package static func amazonHost(in region: String?) -> String {
    "s3.\(region.map { $0 + "." } ?? "")amazonaws.com"
  }
}

extension S3 {
  init(_ record: S3Store) {
    self.init(
      bucket: record.bucket, region: record.region, endpoint: record.endpoint.map { StoreAddress($0) },
      prefix: record.prefix?.withoutOuterSlashes ?? "", pathStyle: record.pathStyle.value,
      storageClass: record.storageClass,
      serverSideEncryption: record.serverSideEncryption.map { Text("\($0.word)", at: record.origin) },
      keyID: record.keyID, credentials: StoreRoles(record.credentials), origin: record.origin)
  }
}
