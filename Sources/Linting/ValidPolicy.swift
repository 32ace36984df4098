package import Diagnostics
package import Language

/// A policy in which no rule found an error. Only `Linter` can create one, so its users need no checks.
package struct ValidPolicy: Sendable {
  /// What follows from it.
  package let proof: PolicyProof
  package var policy: Policy { proof.policy }

  fileprivate init(_ proof: PolicyProof) { self.proof = proof }
}

/// Applies every rule.
package enum Linter {
  /// The policy, if neither a rule nor a standard that applies to it found an error. Expiry dates are judged on a day,
  /// counted from 1 January 1970.
  package static func validate(
    _ policy: Policy, asOf: Int? = nil, against standards: [AppliedStandard] = [], _ diagnostics: inout Diagnostics
  ) -> ValidPolicy? {
    let proof = PolicyProof(policy, asOf: asOf)
    var waivers = Waivers(of: policy, asOf: asOf)
    var isValid = true
    for rule in RuleCatalog.policyRules {
      var report = Report { type(of: rule).explanation }
      rule.check(proof, &report)
      if report.diagnostics.isEmpty { continue }
      let findings =
        waivers?.remainder(of: report.diagnostics, isWaivable: type(of: rule).isWaivable) ?? report.diagnostics
      // Only now, so that waivers of findings that another rule covers count as used.
      if standards.contains(where: { rule.isCovered(by: $0.standard) }) { continue }
      if findings.hasErrors { isValid = false }
      diagnostics.report(findings)
    }
    for standard in standards {
      for rule in RuleCatalog.standardRules {
        guard let found = rule.findings(in: proof, against: standard) else { continue }
        waivers?.isJudged("\(type(of: rule).explanation.name)")
        if found.isEmpty { continue }
        let findings = waivers?.remainder(of: found, isWaivable: type(of: rule).isWaivable) ?? found
        if findings.hasErrors { isValid = false }
        diagnostics.report(findings)
      }
    }
    waivers?.reportUnused(to: &diagnostics)
    return isValid ? ValidPolicy(proof) : nil
  }

  /// The findings of those rules that can be trusted in a policy with faults of form.
  ///
  /// A stand-in has no place in a file, so findings about one are dropped.
  package static func examine(faulty policy: Policy, asOf: Int? = nil, _ diagnostics: inout Diagnostics) {
    var waivers = Waivers(of: policy, asOf: asOf)
    for rule in RuleCatalog.policyRules where type(of: rule).toleratesFaults {
      var report = Report { type(of: rule).explanation }
      rule.check(policy, &report)
      let findings =
        waivers?.remainder(of: report.diagnostics, isWaivable: type(of: rule).isWaivable) ?? report.diagnostics
      for finding in findings.all where finding.span != .none { diagnostics.report(finding) }
    }
  }
}
