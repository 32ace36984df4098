import Diagnostics
import Formats
import Planning
import Scripts
import Schedules

/// Finds what of a plan's drills a GitHub Actions runner doesn't support.
struct GitHubCheck {
  let plan: BackupPlan
  let settings: GitHubSettings

  /// Reports each at the policy's line.
  func report(_ diagnostics: inout Diagnostics) {
    if plan.drills.isEmpty {
      diagnostics.refuse("there is no drill", help: "declare one under `drills`", at: settings.origin)
    }
    if !plan.hasPlaces {
      diagnostics.refuse(
        "the backups themselves need another target", help: "declare one beside `github`, such as `systemd`",
        at: settings.origin)
    }
    for sink in settings.sinks where !plan.drills.contains(where: { reaches($0, sink) }) {
      diagnostics.refuse("no drill restores copies at `\(sink.value)`", at: sink.span)
    }
    for binding in settings.bindings where !WorkflowText.isSecretName(binding.secret.value) {
      diagnostics.refuse(
        "`\(binding.secret.value)` is not a valid name of a repository secret",
        help: "use capital letters, digits and `_`, and don't begin with a digit or `GITHUB_`", at: binding.secret.span)
    }
    for drill in plan.drills { report(drill, &diagnostics) }
  }

  private func reaches(_ drill: DrillPlan, _ sink: Text) -> Bool {
    drill.jobs(of: plan).contains { $0.shipments.contains { $0.sink.value == sink.value } }
  }

  private func report(_ drill: DrillPlan, _ diagnostics: inout Diagnostics) {
    if !UnitNames.isPlain(drill.name.value) || !UnitNames.isPlain(plan.name.value) {
      diagnostics.refuse(
        "`\(drill.name.value)` can't be part of a file name", help: "use letters, digits, `-`, `_` and `.`",
        at: drill.name.span)
    }
    let workflow = DrillWorkflow(plan: plan, settings: settings, drill: drill)
    for job in drill.jobs(of: plan) where job.isPhysical {
      diagnostics.refuse(
        "a workflow can't restore the physical backup `\(job.name.value)`",
        help: "give it a separate drill, which the target `pgbackrest` runs", at: drill.name.span)
    }
    let shipments = workflow.script.sinks.compactMap { $0.uses.first?.shipment }
    for fault in DrillScript.unsupported(drill, from: shipments) {
      diagnostics.report(.notSupportedByTarget, fault.message, at: fault.span)
    }
    for sink in workflow.script.sinks { report(sink, of: drill, &diagnostics) }
    for secret in workflow.script.secrets
    // Bindings were checked above.
    where !settings.bindings.contains(where: { $0.name.value == secret.value })
      && !WorkflowText.isSecretName(workflow.repositorySecret(secret))
    {
      diagnostics.refuse(
        "`\(secret.value)` can't be turned into the name of a repository secret",
        help: "bind it: `\(secret.value): {secret: NAME}`", at: settings.origin)
    }
    report(drill.schedule, &diagnostics)
  }

  private func report(_ sink: DrillSink, of drill: DrillPlan, _ diagnostics: inout Diagnostics) {
    guard let shipment = sink.uses.first?.shipment else { return }
    let help = "list the sinks that it can reach in `targets.github.sinks`"
    let store = shipment.store
    switch store.reach {
    case .folder: diagnostics.refuse("a runner can't access folders of the machine", help: help, at: store.origin)
    case .claim: diagnostics.refuse("a runner can't access volume claims", help: help, at: store.origin)
    case .host, .service: break
    }
    if store.roles?.write.isIdentity == true {
      diagnostics.refuse(
        "a runner has no platform identity",
        help: store.splitsRoles ? "add `static` credentials for `read`, or " + help : help,
        at: store.origin)
    }
  }

  private func report(_ schedule: Schedule, _ diagnostics: inout Diagnostics) {
    switch schedule.clock.gitHubCron(from: .proofStart) {
    case .same: break
    case .differs(let nearest, _):
      diagnostics.refuse(
        "GitHub's schedules are in UTC and can't follow this zone's clock changes",
        help: "write it in UTC, such as `\(nearest.joined(separator: "`, `"))`", at: schedule.origin)
    case .tooFrequent:
      diagnostics.refuse("GitHub starts workflows at most every five minutes", at: schedule.origin)
    case .unsayable:
      diagnostics.refuse("GitHub's cron can't express this schedule", at: schedule.origin)
    }
  }
}
