internal import Diagnostics
internal import Language

/// A binding of something that isn't declared.
struct UndeclaredBinding: Rule {
  static let explanation = Explanation(
    "undeclared-binding", .error,
    summary: "A target binds a name that is neither a secret nor a material.",
    why: "The binding has no effect, and whatever it was meant for stays unbound.",
    remedy: "Declare the name, or correct the spelling.",
    accepts: [
      """
      secrets: {token: {}}
      targets: {systemd: {bindings: {token: {file: /etc/app/token}}}}
      """
    ],
    rejects: [
      """
      #                              ↓
      targets: {systemd: {bindings: {secret: {file: /etc/secret}}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    policy.targets.forEach { target in
      target.forEachBoundName { check($0, policy, &report) }
    }
  }

  private func check(_ name: Text, _ policy: Policy, _ report: inout Report) {
    if policy.material(named: name.value) != nil || policy.secret(named: name.value) != nil { return }
    let declared = policy.secrets.map { $0.id } + policy.materials.map { $0.id }
    report.fault(
      .undeclared(name.value, help: Suggestions.help(for: name, declared: declared, in: "secrets` or `materials")),
      at: name.span)
  }
}

extension Diagnostic.Message {
  fileprivate static func undeclared(_ name: String, help: String) -> Self {
    .init("`\(name)` is neither a secret nor a material", help: help)
  }
}
