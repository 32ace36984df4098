internal import Diagnostics
internal import Language

/// The findings that a policy's owner accepts, each by a waiver that still holds.
struct Waivers {
  private let all: [Waiver]
  /// Which of them accepted something.
  private var isUsed: [Bool]
  /// The rules of standards that were applied: a waiver of another one waits for a standard that demands it.
  private var judged: [String] = []

  /// The waivers of `policy` that hold on a day, counted from 1 January 1970; without one all do.
  ///
  /// It is `nil` where there are none, so that a policy without waivers pays nothing for them.
  init?(of policy: Policy, asOf: Int?) {
    guard !policy.waivers.isEmpty else { return nil }
    all = policy.waivers.filter { waiver in asOf.map { $0 <= waiver.expires.daysSince1970 } ?? true }
    isUsed = [Bool](repeating: false, count: all.count)
  }

  /// What is left of a rule's findings.
  mutating func remainder(of findings: Diagnostics, isWaivable: Bool) -> Diagnostics {
    guard isWaivable, !all.isEmpty else { return findings }
    var remainder = Diagnostics()
    for finding in findings.all where !accept(finding) { remainder.report(finding) }
    return remainder
  }

  /// Notes that a standard demands what a rule checks.
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
  /// Whether a finding is about something in the place: a sink, say, that a backup may not use points at both.
  fileprivate func isConcerned(by finding: Diagnostic) -> Bool {
    holds(finding.span) || finding.notes.contains { holds($0.span) }
  }
}
