internal import Diagnostics
internal import Language
internal import Schedules

/// A policy whose drills run less often than a standard demands, or never.
struct DrillsBelowStandard: StandardRule {
  static let explanation = Explanation(
    "drills-below-standard", .warning,
    summary: "Drills prove a restore less often than a standard's `drill` demands, or never.",
    why: "A restore that was never tried is only a hope, and one that was tried long ago is little more.",
    remedy: "Add drills that restore everything that is captured, often enough.",
    accepts: [
      """
      standard: builtin
      drills: {quarterly: {backups: [nightly], cadence: {every: 3mo}}}
      """,
      """
      standard: builtin
      drills:
        yearly: {backups: [nightly], cadence: {every: 1y}}
        weekly: {backups: [nightly], cadence: {weekly: "sunday 05:00", timeZone: Europe/Berlin}}
      """,
      """
      standard: builtin
      drills: {quarterly: {backups: [nightly], cadence: {cron: "0 5 2 1,4,7,10 *", timeZone: Europe/Berlin}}}
      """,
    ],
    rejects: [
      """
      standard: builtin
      #                ↓
      metadata: {name: example}
      """,
      """
      standard: builtin
      #                                                   ↓
      drills: {half-yearly: {backups: [nightly], cadence: {every: 6mo}}}
      """,
      """
      standard: builtin
      materials:
        keys: {files: {paths: [/etc/app]}}
      # ↓
        ca: {files: {paths: [/etc/ca]}}
      backups:
        nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}
        weekly: {materials: [ca], cadence: "0 3 * * 0", sinks: [local]}
      drills: {quarterly: {backups: [nightly], cadence: {every: 3mo}}}
      """,
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.drill?.span }

  func words(of standard: Standard) -> String { "drill: \(standard.require?.drill?.written ?? "")" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    let policy = proof.policy
    guard let demanded = standard.require?.drill else { return }
    guard !policy.drills.isEmpty else { return report.fault(.none, at: policy.metadata.name.text.span) }
    var reported: Span?
    for material in policy.materials where policy.backups.contains(where: { $0.captures(material.id.value) }) {
      let restores = { (drill: Drill) in
        drill.backups.contains { policy.backup(named: $0.text.value)?.captures(material.id.value) ?? false }
      }
      if policy.drills.contains(where: { restores($0) && isFrequent($0, demanded) }) { continue }
      guard let rare = policy.drills.first(where: restores) else {
        guard policy.drills.allSatisfy({ policy.knowsAll(of: $0) }) else { continue }
        report.fault(.undrilled(material.id.value), at: material.id.span)
        continue
      }
      if rare.cadence.span == reported { continue }
      reported = rare.cadence.span
      report.fault(.rare(gap(of: rare), demanded), at: rare.cadence.span)
    }
  }

  private func isFrequent(_ drill: Drill, _ demanded: Duration) -> Bool {
    if drill.cadence.schedule.surelyFires(within: demanded.seconds) { return true }
    // Another rule reports schedules that never fire, or not for ever.
    return gap(of: drill).map { Int($0.seconds) <= demanded.longestSeconds } ?? true
  }

  private func gap(of drill: Drill) -> RunGap? { drill.cadence.schedule.longestGap(from: .proofStart) }
}

extension Diagnostic.Message {
  fileprivate static var none: Self {
    .init(
      "no drill proves that anything here can be restored, which the standard demands", help: "add one under `drills`")
  }
  fileprivate static func undrilled(_ material: String) -> Self {
    .init(
      "no drill restores `\(material)`, which the standard demands",
      help: "add a backup that captures it to a drill's `backups`")
  }
  fileprivate static func rare(_ gap: RunGap?, _ demanded: Duration) -> Self {
    let found = gap.map { "no drill runs from \($0.start.rfc3339) to \($0.end.rfc3339)" } ?? "drills are rare"
    return .init("\(found), and the standard demands one every \(demanded.written)", help: "drill more often")
  }
}
