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
      guard let place = sink.place else { continue }
      guard let earlier = first[place] else {
        first[place] = sink
        continue
      }
      report.fault(
        .one(earlier.id.value, sink.id.value), at: sink.id.span, notes: [.init("the other one", at: earlier.id.span)])
    }
  }
}

extension Sink {
  /// A list of strings that identifies the place; `nil` if the sink could not be read.
  fileprivate var place: [String]? {
    switch kind {
    case .s3(let store):
      ["s3", store.endpoint?.value ?? store.region?.value ?? "", store.bucket.value, Self.folder(store.prefix)]
    case .gcs(let store): ["gcs", store.bucket.value, Self.folder(store.prefix)]
    case .azure(let store): ["azure", store.account.value, store.container.value, Self.folder(store.prefix)]
    case .sftp(let server):
      ["sftp", server.host.value, String(server.port.value), Self.folder(server.path.text)]
    case .filesystem(let directory): ["filesystem", Self.folder(directory.path.text)]
    case .volumeClaim(let claim): ["claim", claim.claim.value]
    case nil: nil
    }
  }

  /// A folder without leading and trailing slashes.
  private static func folder(_ text: Text?) -> String {
    guard var rest = text?.value[...] else { return "" }
    while rest.first == "/" { rest.removeFirst() }
    while rest.last == "/" { rest.removeLast() }
    return String(rest)
  }
}

extension Diagnostic.Message {
  fileprivate static func one(_ earlier: String, _ later: String) -> Self {
    .init("`\(later)` is the same place as `\(earlier)`", help: "give each its own bucket, prefix or folder")
  }
}
