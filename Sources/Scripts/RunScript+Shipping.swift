import Diagnostics
import Formats
import Planning

extension RunScript {
  /// What several parts of the ship phase use.
  var shippingSettings: [ShellScript.Statement] {
    var settings = RunScript.settings(for: job.shipments, of: plan)
    if case .onChange(_, let seconds) = job.trigger {
      // A run may start up to `startWithin` late, and the next one on time.
      let latest = max(seconds - job.startWithin, 1)
      settings.append(.assignment(name: "at_latest_every", value: "\(latest)"))
    }
    return settings
  }

  /// Settings that some kinds of repository need beside the sink's.
  static func settings(for shipments: [Shipment], of plan: BackupPlan) -> [ShellScript.Statement] {
    guard shipments.contains(where: { $0.repository.kind == .borg }) else { return [] }
    return [.assignment(name: "longest_run", value: "\(longestRun(of: plan))")]
  }

  /// Minutes that no run of `plan` can outlive.
  static func longestRun(of plan: BackupPlan) -> Int {
    let deadlines = plan.jobs.map { $0.deadline } + plan.upkeep.map { $0.deadline }
    return (deadlines.max() ?? 0) / 60 + 10
  }

  /// What ships and expires.
  var shippingParts: [ShellPart] {
    [.sinks, site.copyMetrics, .shipping] + job.shipments.flatMap { $0.openingParts + $0.writingParts }
  }

  /// The settings of each sink, and the delivery to it.
  var deliveries: [ShellScript.Statement] {
    let reclaimed = plan.upkeep.filter { $0.backup.value == job.name.value && $0.kind == .reclaim }
    var statements: [ShellScript.Statement] = []
    for shipment in job.shipments {
      let isReclaimed = reclaimed.contains { upkeep in
        upkeep.shipments.contains { $0.sink.value == shipment.sink.value }
      }
      let settings = SinkSettings(shipment: shipment)
      statements += [.gap, .call(["new_sink", .text(shipment.sink.value)])]
      statements += settings.location + settings.repository + settings.retention(reclaims: !isReclaimed)
      statements.append(.call(["deliver", .text(shipment.repository.kind.word)]))
    }
    return statements
  }
}
