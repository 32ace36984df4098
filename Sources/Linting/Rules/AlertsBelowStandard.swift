internal import Diagnostics
internal import Language

/// A policy without alerts, which a standard demands.
struct AlertsBelowStandard: StandardRule {
  static let explanation = Explanation(
    "alerts-below-standard", .warning,
    summary: "Nobody is told when a backup stops, and a standard demands `alerts`.",
    why: "A backup that stopped is noticed when it is needed.",
    remedy: "State `alerts`.",
    accepts: [
      """
      alerts: {prometheus: {severity: critical}}
      ---
      require: {alerts: true}
      """
    ],
    rejects: [
      """
      #                ↓
      metadata: {name: example}
      ---
      require: {alerts: true}
      """
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.alerts.flatMap { $0.value ? $0.span : nil } }

  func words(of standard: Standard) -> String { "alerts: true" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    if proof.policy.alerts == nil { report.fault(.unwatched, at: proof.policy.metadata.name.text.span) }
  }
}

extension Diagnostic.Message {
  fileprivate static var unwatched: Self {
    .init(
      "nobody is told when a backup of this policy stops, as the standard demands",
      help: "for example `alerts: {prometheus: {severity: critical}}`")
  }
}
