internal import Diagnostics
internal import Language

/// An image by tag only.
struct ImageWithoutDigest: Rule {
  static let explanation = Explanation(
    "image-without-digest", .advice,
    summary: "An image is named by tag, without a digest.",
    why: "A tag can be moved, so tomorrow's run may use a different program from the one that was tested.",
    remedy: "Add the digest: `postgres:16-alpine@sha256:…`.",
    accepts: [
      """
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {restic: "restic/restic:0.16.4@sha256:890480b08124ce7f79960a9bb16fe39729aa302bd384bfd7c408fee6c8f7adb7"}}}
      """
    ],
    rejects: [
      """
      #                                                                                  ↓
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {restic: "restic/restic:0.16.4"}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    policy.targets.forEach { target in
      target.forEachImage { image in
        if !image.value.utf8.contains(UInt8(ascii: "@")) { report.fault(.tag(image.value), at: image.span) }
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func tag(_ image: String) -> Self { .init("`\(image)` has no digest", help: "append `@sha256:…`") }
}
