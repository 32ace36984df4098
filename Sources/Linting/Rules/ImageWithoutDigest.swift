internal import Diagnostics
internal import Language

/// An image by tag only.
struct ImageWithoutDigest: Rule {
  static let explanation = Explanation(
    "image-without-digest", .advice,
    summary: "An image is named by tag, without a digest.",
    why: "A tag can be moved: tomorrow's run may use another program than the one that was tried.",
    remedy: "Add the digest: `postgres:16-alpine@sha256:…`.")

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for target in [policy.targets.helm, policy.targets.kubernetes] {
      guard let target else { continue }
      let images = target.images
      for image in [target.image, images?.postgresql, images?.restic, images?.borg, images?.aws, images?.age] {
        guard let image, !hasDigest(image.value) else { continue }
        report.fault(.tag(image.value), at: image.span)
      }
    }
  }

  private func hasDigest(_ reference: String) -> Bool {
    reference.utf8.contains(UInt8(ascii: "@"))
  }
}

extension Diagnostic.Message {
  fileprivate static func tag(_ image: String) -> Self { .init("`\(image)` has no digest", help: "append `@sha256:…`") }
}
