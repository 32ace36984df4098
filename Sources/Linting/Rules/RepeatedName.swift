internal import Diagnostics
internal import Language

/// A list that names the same thing twice.
struct RepeatedName: Rule {
  static let explanation = Explanation(
    "repeated-name", .error,
    summary: "A list names the same material, sink or backup twice.",
    why: "Each run would make two copies with the same name, and one would replace the other.",
    remedy: "Remove one of the two.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                                                                           ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local, local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      check(backup.materials.map { $0.text }, &report)
      check(backup.sinks.map { $0.sink.text }, &report)
    }
    for drill in policy.drills { check(drill.backups.map { $0.text }, &report) }
  }

  private func check(_ names: [Text], _ report: inout Report) {
    for (index, name) in names.enumerated() {
      guard let first = names[..<index].first(where: { $0.value == name.value }) else { continue }
      report.fault(.repeated(name.value), at: name.span, notes: [.init("first named here", at: first.span)])
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func repeated(_ name: String) -> Self { .init("`\(name)` is named twice") }
}
