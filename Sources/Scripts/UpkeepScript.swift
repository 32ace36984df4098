import Diagnostics
import Formats
package import Planning

extension RunScript {
  /// The script of work on repositories that makes no copy.
  package static func upkeepScript(_ upkeep: UpkeepJob, plan: BackupPlan, site: ScriptSite) -> Script {
    var calls: [ShellScript.Statement] = [.call(["begin"])]
    for shipment in upkeep.shipments {
      let settings = SinkSettings(shipment: shipment)
      calls += [.gap, .call(["new_sink", .text(shipment.sink.value)])]
      calls += settings.location + settings.repository
      let word = shipment.repository.kind.word
      switch upkeep.kind {
      case .reclaim: calls.append(.call(["look_after", .text("reclaim_\(word)")]))
      case .check(let percent):
        calls.append(.call(["look_after", .text("check_\(word)"), .text("\(percent)")]))
      }
    }
    calls += [.gap, .call(["finish"])]
    let purpose: String
    switch upkeep.kind {
    case .reclaim: purpose = "Frees the space of expired copies."
    case .check: purpose = "Checks the repositories."
    }
    let head = ScriptHead(
      plan: plan, site: site, backup: upkeep.backup.value, part: "\(upkeep.backup.value)-\(upkeep.kind.word)",
      purpose: purpose, readsSecrets: upkeep.shipments.contains { !$0.secrets.isEmpty })
    return head.script(
      settings: [.assignment(name: "upkeep", value: upkeep.kind.word)] + settings(for: upkeep.shipments, of: plan),
      parts: [.sinks, .upkeep] + upkeep.shipments.flatMap { $0.upkeepParts(upkeep.kind) }, calls: calls)
  }
}
