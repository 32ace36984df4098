internal import Diagnostics
internal import Language

/// A material in fewer distinct places than the objective demands.
struct TooFewFailureDomains: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "too-few-failure-domains", .error,
    summary: "A material is in fewer failure domains than `objectives.failureDomains` demands.",
    why: "What fails together is lost together, so two copies in one place count as one.",
    remedy:
      "Add a sink elsewhere, state the `failureDomain` of a sink whose place the compiler can't know, or promise less.",
    accepts: [
      """
      objectives: {failureDomains: 2}
      source: {failureDomain: rack-1}
      sinks: {local: {filesystem: {path: /mnt/nas}, failureDomain: rack-2}}
      """
    ],
    rejects: [
      """
      #                            ↓
      objectives: {failureDomains: 2}
      source: {failureDomain: rack-1}
      """,
      """
      #                            ↓
      objectives: {failureDomains: 2}
      source: {failureDomain: rack-1}
      sinks: {local: {filesystem: {path: /mnt/nas}, failureDomain: rack-2, bestEffort: true}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    guard let demanded = policy.objectives.failureDomains, policy.source.failureDomain != nil else { return }
    // Usually two are demanded, and each backup has a sink elsewhere.
    if demanded.value <= 2, policy.backups.allSatisfy({ isElsewhere($0, in: policy) }) { return }
    for material in policy.materials {
      guard let domains = domains(of: material, in: policy), domains.count < demanded.value else { continue }
      report.fault(
        .tooFew(material.id.value, domains, demanded.value), at: demanded.span,
        notes: [.init("the material", at: material.id.span)])
    }
  }

  private func isElsewhere(_ backup: Backup, in policy: Policy) -> Bool {
    backup.sinks.contains { use in
      guard let sink = policy.sink(named: use.sink.text.value), !sink.bestEffort.value else { return false }
      return policy.isOffSource(sink)
    }
  }

  /// The source's domain and those of the sinks that must hold its copies; `nil` if nothing captures the material or a
  /// sink isn't declared, which other rules report.
  private func domains(of material: Material, in policy: Policy) -> [String]? {
    if case .external = material.kind { return nil }
    var domains: [String]?
    for backup in policy.backups where backup.materials.contains(where: { $0.text.value == material.id.value }) {
      for use in backup.sinks {
        guard let sink = policy.sink(named: use.sink.text.value) else { return nil }
        if domains == nil { domains = [policy.sourceDomain] }
        if sink.bestEffort.value { continue }
        let domain = policy.failureDomain(of: sink)
        if domains?.contains(domain) != true { domains?.append(domain) }
      }
    }
    return domains
  }
}

extension Diagnostic.Message {
  fileprivate static func tooFew(_ material: String, _ domains: [String], _ demanded: Int) -> Self {
    let list = domains.map { "`\($0)`" }.joined(separator: ", ")
    return .init(
      "`\(material)` is in \(domains.count) of the \(demanded) failure domains demanded: \(list)",
      help: "add a sink elsewhere; a best-effort sink doesn't count")
  }
}
