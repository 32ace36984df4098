package import Diagnostics

/// What `backstay explain RULE` and the rule's page say, and what its tests run.
package struct Explanation: Sendable {
  /// The rule's name: the fault, in kebab case.
  package var name: StaticString
  package var severity: Severity
  /// One sentence that names the fault.
  package var summary: StaticString
  /// What goes wrong if the fault isn't fixed.
  package var why: StaticString
  /// How to fix it.
  package var remedy: StaticString
  /// Excerpts of a policy that the rule accepts. A closure, because findings don't need them.
  package var accepts: @Sendable () -> [StaticString]
  /// Excerpts that break the rule, with `↓` on the line above the first character of each finding.
  package var rejects: @Sendable () -> [StaticString]

  package init(
    _ name: StaticString, _ severity: Severity, summary: StaticString, why: StaticString, remedy: StaticString,
    accepts: @autoclosure @escaping @Sendable () -> [StaticString] = [],
    rejects: @autoclosure @escaping @Sendable () -> [StaticString] = []
  ) {
    self.name = name
    self.severity = severity
    self.summary = summary
    self.why = why
    self.remedy = remedy
    self.accepts = accepts
    self.rejects = rejects
  }
}

extension Explanation {
  /// The explanation of a finding from outside the rules.
  init(_ fault: Fault) {
    let known = fault.explanation
    self.init(known.code, known.severity, summary: known.summary, why: known.why, remedy: known.remedy)
  }
}
