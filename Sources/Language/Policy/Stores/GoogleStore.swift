package import Diagnostics

/// A bucket of Google Cloud Storage.
package final class GoogleStore: Record, StoreRecord {
  package let bucket: Text
  package let prefix: Text?
  package let credentials: StoreCredentials
  package let origin: Span

  package static let word: StaticString = "gcs"
  package static let name: StaticString = "GCS"
  package static let doc: StaticString = "A bucket of Google Cloud Storage."

  package init(_ form: inout Form) {
    origin = form.origin
    bucket = form.required("bucket", BucketName.self, doc: "The bucket's name.").text
    prefix =
      form.optional(
        "prefix", Prefix.self, absent: "the whole bucket",
        doc: "The folder within the bucket. Leading and trailing slashes are ignored.")?.text
    credentials = form.required("credentials", doc: "The credentials for the store.")
  }

  package var failureDomain: String? { "gcs" }
  package var place: [String] { [bucket.value, prefix?.withoutOuterSlashes ?? ""] }
  package var opening: StoreOpening { .credentials(credentials, keys: .serviceAccount) }
}
