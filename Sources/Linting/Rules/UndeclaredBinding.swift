internal import Diagnostics
internal import Language

/// A binding of something that isn't declared.
struct UndeclaredBinding: Rule {
  static let explanation = Explanation(
    "undeclared-binding", .error,
    summary: "A target binds a name that is neither a secret nor a material.",
    why: "The binding has no effect, and what it was meant for is not bound.",
    remedy: "Declare the name, or correct the spelling.",
    accepts: [
      """
      secrets: {}
      """
    ],
    rejects: [
      """
      #                               ↓
      targets: {systemd: {bindings: {secret: {file: /etc/secret}}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    let declared = policy.secrets.map { $0.id } + policy.materials.map { $0.id }
    var bound: [Text] = []
    for target in [policy.targets.helm, policy.targets.kubernetes] { bound += target?.bindings.map { $0.id } ?? [] }
    bound += policy.targets.systemd?.bindings.map { $0.id } ?? []
    bound += policy.targets.pgbackrest?.bindings.map { $0.id } ?? []
    for name in bound where !declared.contains(where: { $0.value == name.value }) {
      report.fault(
        .undeclared(name.value, help: Suggestions.help(for: name, declared: declared, in: "secrets` or `materials")),
        at: name.span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func undeclared(_ name: String, help: String) -> Self {
    .init("`\(name)` is neither a secret nor a material", help: help)
  }
}
