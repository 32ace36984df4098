internal import Diagnostics
internal import Language

/// Two sinks that are the same place.
struct SinksAtOnePlace: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "sinks-at-one-place", .error,
    summary: "Two sinks are the same place.",
    why:
      "What looks like two copies is one, and is lost as one. Copies have the same names in both, so expiry at one sink deletes the copies of the other.",
    remedy: "Give each its own bucket, prefix or folder.",
    accepts: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}}, disk: {filesystem: {path: /mnt/backup}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local, disk]}}
      """
    ],
    rejects: [
      """
      #                                                 ↓
      sinks: {local: {filesystem: {path: /srv/backup}}, disk: {filesystem: {path: /srv/backup/}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local, disk]}}
      """,
      """
      sinks:
        local: {s3: {bucket: b, region: eu-central-1, prefix: app, credentials: instance}}
      # ↓
        other: {s3: {bucket: b, region: eu-central-1, prefix: app/, credentials: workloadIdentity}, failureDomain: elsewhere}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local, other]}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    guard policy.sinks.count > 1 else { return }
    var first: [[String]: Sink] = [:]
    for sink in policy.sinks {
      guard let store = sink.kind?.record else { continue }
      let place = ["\(store.word)"] + store.place
      guard let earlier = first[place] else {
        first[place] = sink
        continue
      }
      report.fault(
        .one(earlier.id.value, sink.id.value), at: sink.id.span, notes: [.init("the other one", at: earlier.id.span)])
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func one(_ earlier: String, _ later: String) -> Self {
    .init("`\(later)` is the same place as `\(earlier)`", help: "give each its own bucket, prefix or folder")
  }
}
