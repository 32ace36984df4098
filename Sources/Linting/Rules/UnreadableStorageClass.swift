internal import Diagnostics
internal import Language

/// A storage class whose objects must be restored hours before they can be read.
struct UnreadableStorageClass: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "unreadable-storage-class", .error,
    summary: "Copies go to an S3 storage class that can't be read immediately.",
    why:
      "An object in `GLACIER` or `DEEP_ARCHIVE` must first be restored to a readable class, which takes up to two days. No run could verify what it wrote, no repository could be opened, no drill would finish, and a restore would take days.",
    remedy:
      "Use a class that can be read immediately, such as `STANDARD_IA` or `GLACIER_IR`, or let the bucket's lifecycle rules move old objects.",
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
      "objects in `\(storageClass)` can't be read immediately, so no copy could be verified",
      help: "use `STANDARD_IA` or `GLACIER_IR`, or let the bucket's lifecycle rules move old objects")
  }
}
