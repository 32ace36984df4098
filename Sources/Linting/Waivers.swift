internal import Diagnostics
internal import Language

/// The waivers of a policy that have not expired.
struct Waivers {
  private let all: [Waiver]
  /// Which of them accepted a finding.
  private var isUsed: [Bool]
  /// The rules of standards that were applied. A waiver of any other such rule isn't reported as unused.
  private var judged: [String] = []

  /// The waivers of `policy` that are valid on a day, counted from 1 January 1970; without a day, all are.
  ///
  /// It is `nil` if there are none, so that policies without waivers pay nothing for them.
  init?(of policy: Policy, asOf: Int?) {
    guard !policy.waivers.isEmpty else { return nil }
    all = policy.waivers.filter { waiver in asOf.map { $0 <= waiver.expires.daysSince1970 } ?? true }
    isUsed = [Bool](repeating: false, count: all.count)
  }

  /// The findings of a rule that no waiver accepts.
  mutating func remainder(of findings: Diagnostics, isWaivable: Bool) -> Diagnostics {
    guard isWaivable, !all.isEmpty else { return findings }
    var remainder = Diagnostics()
    for finding in findings.all where !accept(finding) { remainder.report(finding) }
    return remainder
  }

  /// Records that a standard demands what a rule checks.
  mutating func isJudged(_ rule: String) { judged.append(rule) }

  private mutating func accept(_ finding: Diagnostic) -> Bool {
    var isAccepted = false
    for (index, waiver) in all.enumerated() where waiver.rule.text.value == finding.code {
      if let place = waiver.place, !place.isConcerned(by: finding) { continue }
      isUsed[index] = true
      isAccepted = true
    }
    return isAccepted
  }

  /// Reports the waivers that accepted nothing, once every rule was applied.
  func reportUnused(to diagnostics: inout Diagnostics) {
    for (waiver, isUsed) in zip(all, isUsed) where !isUsed && RuleCatalog.canWaive(waiver.rule.text.value) {
      if RuleCatalog.isOfStandard(waiver.rule.text.value), !judged.contains(waiver.rule.text.value) { continue }
      let place = waiver.place.map { " at `\($0.text.value)`" } ?? ""
      diagnostics.report(
        .unusedWaiver,
        .init("`\(waiver.rule.text.value)` finds nothing\(place)", help: "remove the waiver"), at: waiver.origin)
    }
  }
}

extension Place {
  /// Whether a finding or one of its notes is in the place: a finding about a backup's sink, say, points at both.
  fileprivate func isConcerned(by finding: Diagnostic) -> Bool {
    holds(finding.span) || finding.notes.contains { holds($0.span) }
  }
}
