internal import Diagnostics
internal import Language

/// A policy without alerts, which a standard demands.
struct AlertsBelowStandard: StandardRule {
  static let explanation = Explanation(
    "alerts-below-standard", .warning,
    summary: "The policy has no `alerts`, which a standard demands.",
    why: "Without alerts, nobody notices that a backup stopped until it is needed.",
    remedy: "Add `alerts`.",
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
      "the policy has no `alerts`, which the standard demands",
      help: "add `alerts: {prometheus: {severity: critical}}`")
  }
}
