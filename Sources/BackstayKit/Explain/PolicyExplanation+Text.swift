internal import Schedules

extension PolicyExplanation {
  /// The explanation for people.
  package var text: String {
    var page = TextPage()
    page.paragraph(headline)
    page.paragraph(
      "This revision of the policy has the digest \(digest), as in the records of copies. What follows holds as long as runs succeed, unless it says otherwise. Times are UTC unless they have an offset. "
        + "In the charts of kept copies, ● marks an age that has a copy and · one that has none, newest first."
    )
    page.heading("What a restore needs")
    page.columns(materials.map { ($0.name, $0.words) })
    if !objectives.isEmpty {
      page.heading("What is promised")
      for objective in objectives {
        let verdict = objective.isProven ? "proven" : "not proven"
        let evidence = objective.evidence
        page.entry(
          "\(objective.name) \(objective.demand)",
          evidence.count == 1 ? ["\(verdict): \(evidence[0])"] : [verdict + ":"] + evidence)
      }
    }
    for backup in backups { backup.add(to: &page, days: days) }
    page.heading("Copies by failure domain")
    for domain in domains {
      let copies = domain.copies.map { copies in
        "\(copies.sink): \(copies.materials.joined(separator: ", "))" + (copies.isBestEffort ? " (best-effort)" : "")
      }
      page.entry(domain.name, (domain.isSource ? ["the source itself"] : []) + copies)
    }
    if !defaults.isEmpty {
      page.heading("Defaults in force")
      page.columns(defaults.map { ($0.key, $0.reason.isEmpty ? $0.value : "\($0.value): \($0.reason)") })
    }
    if !waivers.isEmpty {
      page.heading("What is accepted")
      for waiver in waivers {
        let owner = waiver.owner.map { " by \($0)" } ?? ""
        page.entry(
          waiver.rule + (waiver.place.map { " at \($0)" } ?? ""),
          ["until \(waiver.expires.rfc3339.prefix(10))\(owner): \(waiver.reason)"])
      }
    }
    for target in targets {
      page.heading("What is specific to \(target.name)")
      for difference in target.differences { page.item(difference) }
      if target.differences.isEmpty { page.item("nothing") }
    }
    if let tzdata {
      page.heading("Clock changes are those of tzdata \(tzdata).")
    }
    return page.text
  }

  private var headline: String {
    let captured = materials.filter { !$0.backups.isEmpty }.map { $0.name }.listed
    let external = materials.filter { $0.isExternal }.map { $0.name }
    let rest = external.isEmpty ? "" : ", and leaves \(external.listed) to another system"
    let owner = owner.map { " (owner: \($0))" } ?? ""
    return "\(policy)\(owner) protects \(captured.isEmpty ? "nothing" : captured)\(rest)."
  }
}

extension MaterialExplanation {
  fileprivate var words: String {
    if isExternal { return "not copied here: \(what)" }
    let size = expectedBytes.map { "; \($0.asSize) expected" } ?? ""
    return what + size + (backups.isEmpty ? "; no backup captures it" : "; by \(backups.listed)")
  }
}

extension [String] {
  /// The names with commas, and `and` before the last.
  var listed: String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
