internal import Diagnostics
internal import Language

/// A backup whose copies are all lost with the source.
struct CopiesBesideSource: Rule {
  static let explanation = Explanation(
    "copies-beside-source", .advice,
    summary: "All copies of a backup are in the source's failure domain.",
    why:
      "Such copies help after a mistake or a broken disk. Whatever destroys the source destroys them too, so no objective holds then. If a standard demands `offHost`, `copies-on-host` reports this instead.",
    remedy: "Add a sink elsewhere, or state the `failureDomain` of a mount that is elsewhere.",
    accepts: [
      """
      source: {failureDomain: rack-1}
      sinks: {local: {filesystem: {path: /mnt/nas}, failureDomain: rack-2}}
      """
    ],
    rejects: [
      """
      #                       ↓
      source: {failureDomain: rack-1}
      """
    ])

  func isCovered(by standard: Standard) -> Bool { CopiesOnHost().demand(of: standard) != nil }

  func check(_ policy: Policy, _ report: inout Report) {
    // If the policy says nothing about failure domains, the standard's rule reports this; if it demands several, an
    // error does.
    guard let source = policy.source.failureDomain, policy.objectives.failureDomains == nil else { return }
    var notes: [Diagnostic.Note] = []
    for backup in policy.backups {
      let isElsewhere = backup.sinks.contains { use in
        policy.sink(named: use.sink.text.value).map { policy.isOffSource($0) } ?? true
      }
      if !isElsewhere { notes.append(.init("the copies of `\(backup.id.value)` are lost with it", at: backup.id.span)) }
    }
    if !notes.isEmpty { report.fault(.beside(notes.count), at: source.span, notes: notes) }
  }
}

extension Diagnostic.Message {
  fileprivate static func beside(_ count: Int) -> Self {
    .init(
      "all copies of \(count == 1 ? "a backup" : "\(count) backups") are here, in the source's failure domain",
      help: "add a sink elsewhere, or state the sink's `failureDomain`")
  }
}
