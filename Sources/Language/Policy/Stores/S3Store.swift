package import Diagnostics

/// A bucket of S3 or of any compatible store.
package final class S3Store: Record, StoreRecord {
  package let bucket: Text
  package let region: Text?
  package let endpoint: Endpoint?
  package let prefix: Text?
  package let pathStyle: Flag
  package let storageClass: Text?
  package let serverSideEncryption: ServerSideEncryption?
  package let keyID: Text?
  package let credentials: StoreCredentials
  package let origin: Span

  package static let word: StaticString = "s3"
  package static let name: StaticString = "S3"
  package static let doc: StaticString = "A bucket of S3 or of any compatible store."

  package init(_ form: inout Form) {
    origin = form.origin
    bucket = form.required("bucket", BucketName.self, doc: "The bucket's name.").text
    region = form.optional("region", absent: Self.regionWords, doc: "The region.")
    endpoint = form.optional(
      "endpoint", absent: "Amazon S3", doc: "The store's address, `https://host[:port]`.")
    prefix =
      form.optional(
        "prefix", Prefix.self, absent: "the whole bucket",
        doc: "The folder within the bucket. Leading and trailing slashes are ignored.")?.text
    pathStyle = form.defaulted(
      "pathStyle", false, doc: "Whether the bucket is in the path, not in the host name.")
    storageClass = form.optional(
      "storageClass", absent: "the store's default", doc: "The storage class of new objects.")
    serverSideEncryption = form.optional(
      "serverSideEncryption", absent: "the bucket's setting", doc: "How the store encrypts.")
    keyID = form.optional("keyId", absent: "Amazon's own key", doc: "The KMS key for aws:kms.")
    credentials = form.required("credentials", doc: "The credentials for the store.")
  }

  package var failureDomain: String? { "s3:" + service }
  package var place: [String] { [service, bucket.value, prefix?.withoutOuterSlashes ?? ""] }
  package var opening: StoreOpening { .credentials(credentials, keys: .accessKey) }

  /// What tells one service from another.
  private var service: String { endpoint?.text.value ?? region?.value ?? "" }

  /// The region of tools that ask for one where the policy names none.
  package static var usualRegion: Text { "us-east-1" }
  static var regionWords: StaticString { "left to the tool, or us-east-1 if it needs one" }
}

/// How S3 encrypts.
package enum ServerSideEncryption: UInt8, Keyword {
  case aes256, kms

  package var word: StaticString {
    switch self {
    case .aes256: "AES256"
    case .kms: "aws:kms"
    }
  }
}
