internal import Diagnostics
internal import Language

/// A storage class from which nothing can be read without asking for it hours before.
struct UnreadableStorageClass: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "unreadable-storage-class", .error,
    summary: "Copies go to a storage class of S3 that can't be read at once.",
    why:
      "An object in `GLACIER` or `DEEP_ARCHIVE` is read only after somebody asked for it and waited, for up to two days. No run could read back what it wrote, no repository could be opened, no drill would end and a restore takes days.",
    remedy:
      "Use a class that is read at once, such as `STANDARD_IA` or `GLACIER_IR`, or let the bucket's lifecycle move what is old.",
    accepts: [
      """
      sinks: {local: {s3: {bucket: b, region: eu-central-1, storageClass: GLACIER_IR, credentials: instance}}}
      """
    ],
    rejects: [
      """
      #                                                                   ↓
      sinks: {local: {s3: {bucket: b, region: eu-central-1, storageClass: DEEP_ARCHIVE, credentials: instance}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      guard case .s3(let store) = sink.kind, let storageClass = store.storageClass else { continue }
      // docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
      if storageClass.value == "GLACIER" || storageClass.value == "DEEP_ARCHIVE" {
        report.fault(.unreadable(storageClass.value), at: storageClass.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unreadable(_ storageClass: String) -> Self {
    .init(
      "what is stored as `\(storageClass)` can't be read at once, so that no copy could be verified",
      help: "use `STANDARD_IA` or `GLACIER_IR`, or let the bucket's lifecycle move what is old")
  }
}
