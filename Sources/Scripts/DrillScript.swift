package import Diagnostics
package import Formats
package import Planning

/// The shell scripts of one drill: fetch the newest copies, restore and check them.
///
/// As with `RunScript`, the phases may run in different containers, which then share the site's scratch folder: only the
/// first one sees secrets, only the second one needs PostgreSQL's programs.
package struct DrillScript: Sendable {
  let drill: DrillPlan
  let plan: BackupPlan
  let site: ScriptSite
  /// The lock file that the writers of a sink share, by the sink's name.
  package let locks: [(sink: String, file: String)]
  /// The sinks whose copies are restored here; empty for all.
  let onlySinks: [Text]

  /// The scripts of `drill`, which is one of `plan`, at `site`.
  package init(
    drill: DrillPlan, plan: BackupPlan, site: ScriptSite, locks: [(sink: String, file: String)] = [],
    onlySinks: [Text] = []
  ) {
    self.drill = drill
    self.plan = plan
    self.site = site
    self.locks = locks
    self.onlySinks = onlySinks
  }

  /// What distinguishes the drill from others of the policy and from its backups. For example: `drill-quarterly`.
  package var part: String { "drill-\(drill.name.value)" }

  /// The backups that these scripts restore; the target `pgbackrest` has the physical ones.
  package var jobs: [Job] { drill.jobs(of: plan).filter { !$0.isPhysical } }

  /// Each sink that holds copies of these backups, once, as far as they are restored here.
  package var sinks: [DrillSink] {
    DrillSink.all(of: jobs).filter { sink in onlySinks.isEmpty || onlySinks.contains { $0.value == sink.name.value } }
  }

  /// Fetches the copies for the prove script.
  package func fetchScript() -> Script {
    head("Fetches the newest copies.").script(
      settings: settings, parts: fetchParts + [.leaveItems],
      calls: [.call(["begin"])] + fetches + [.gap, .call(["leave_items"])])
  }

  /// Restores and checks what the fetch script left.
  package func proveScript() -> Script {
    head("Restores and checks the copies.", readsSecrets: false).script(
      settings: settings, parts: [.takeOver] + proveParts,
      calls: [.call(["take_over"]), .call(["clear_at_exit"])] + proofs + [.gap, .call(["conclude"])])
  }

  /// Both phases in one, after `preparation`, which calls functions of `further`.
  package func wholeScript(
    preparation: [ShellScript.Statement] = [], further: [ShellPart] = []
  ) -> Script {
    head("Restores and checks the newest copies.").script(
      settings: settings, parts: further + [.drillMachine] + fetchParts + proveParts,
      calls: preparation + [.call(["begin_drill"])] + fetches + proofs + [.gap, .call(["conclude"])])
  }

  /// The secrets that fetching reads, each once.
  package var secrets: [Text] { Self.secrets(for: sinks.compactMap { $0.uses.first?.shipment }) }

  /// The secrets that fetching from `shipments` reads, each once.
  package static func secrets(for shipments: [Shipment]) -> [Text] {
    (shipments.flatMap { $0.secrets } + shipments.compactMap { $0.repository.identity }).eachOnce
  }

  private func head(_ purpose: String, readsSecrets: Bool = true) -> ScriptHead {
    ScriptHead(
      plan: plan, site: site, backup: part, part: part, subject: "drill \(drill.name.value)",
      purpose: purpose, readsSecrets: readsSecrets && !secrets.isEmpty, evidence: site.evidence)
  }

  private var settings: [ShellScript.Statement] {
    var settings: [ShellScript.Statement] = [.assignment(name: "drill", value: drill.name.value)]
    if let rto = plan.objectives.rto { settings.append(.assignment(name: "rto", value: "\(rto)")) }
    if let version = newestVersion { settings.append(.assignment(name: "key_version", value: "\(version)")) }
    return settings
  }

  /// The version of a server that can check keys, if the drill makes one.
  private var newestVersion: Int? {
    jobs.flatMap { $0.captures }.compactMap { capture in
      if case .postgresql(let server) = capture.source { return server.serverVersion }
      return nil
    }.max()
  }
}

extension DrillPlan {
  /// The backups whose copies the drill restores.
  package func jobs(of plan: BackupPlan) -> [Job] {
    plan.jobs.filter { job in backups.contains { $0.value == job.name.value } }
  }
}
