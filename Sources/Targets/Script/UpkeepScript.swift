import Diagnostics
package import Formats
package import Planning

extension RunScript {
  /// The script of work on repositories that makes no copy.
  ///
  /// Throws where a name or value can't stand in a script.
  package static func upkeepScript(
    _ upkeep: UpkeepJob, plan: BackupPlan, site: ScriptSite
  ) throws(UnsayableValue) -> String {
    var statements: [ShellScript.Statement] = [
      .call(["begin"]), requirement(programs(for: upkeep.shipments)),
    ]
    for shipment in upkeep.shipments {
      let settings = SinkSettings(shipment: shipment, site: site)
      statements.append(.call(["new_sink", .text(shipment.sink.value)]))
      statements += settings.location + settings.repository
      let word = shipment.repository.word
      switch upkeep.kind {
      case .reclaim: statements.append(.call(["look_after", .text("reclaim_\(word)")]))
      case .check(let percent):
        statements.append(.call(["look_after", .text("check_\(word)"), .text("\(percent)")]))
      }
    }
    statements.append(.call(["finish"]))
    let purpose: String
    switch upkeep.kind {
    case .reclaim: purpose = "Frees the space of expired copies."
    case .check: purpose = "Checks the repositories."
    }
    let head = ScriptHead(
      plan: plan, site: site, backup: upkeep.backup.value, part: "\(upkeep.backup.value)-\(upkeep.kind.word)",
      purpose: purpose, readsSecrets: !secrets(of: upkeep.shipments).isEmpty)
    return try head.rendered(
      settings: [.assignment(name: "upkeep", value: upkeep.kind.word)] + settings(for: upkeep.shipments, of: plan),
      functions: [ShellFunctions.items, ShellFunctions.shipping] + functions(for: upkeep.shipments)
        + [ShellFunctions.upkeep] + upkeepFunctions(for: upkeep.shipments),
      statements)
  }

  private static func upkeepFunctions(for shipments: [Shipment]) -> [String] {
    let repositories = [
      ("restic", ShellFunctions.resticUpkeep), ("borg", ShellFunctions.borgUpkeep),
      ("plain", ShellFunctions.plainUpkeep),
    ]
    return repositories.compactMap { repository in
      shipments.contains { $0.repository.word == repository.0 } ? repository.1 : nil
    }
  }
}
