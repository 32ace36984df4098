import Diagnostics
import Formats
import Planning
import Scripts
import Schedules

/// Finds what of a plan's drills a runner of GitHub Actions can't carry out.
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
        "`\(binding.secret.value)` can't name a secret of a repository",
        help: "use capital letters, digits and `_`, no digit first, and not `GITHUB_`", at: binding.secret.span)
    }
    for drill in plan.drills { report(drill, &diagnostics) }
  }

  private func reaches(_ drill: DrillPlan, _ sink: Text) -> Bool {
    drill.jobs(of: plan).contains { $0.shipments.contains { $0.sink.value == sink.value } }
  }

  private func report(_ drill: DrillPlan, _ diagnostics: inout Diagnostics) {
    if !UnitNames.isPlain(drill.name.value) || !UnitNames.isPlain(plan.name.value) {
      diagnostics.refuse(
        "`\(drill.name.value)` can't be part of a file's name", help: "use letters, digits, `-`, `_` and `.`",
        at: drill.name.span)
    }
    let workflow = DrillWorkflow(plan: plan, settings: settings, drill: drill)
    for job in drill.jobs(of: plan) where job.isPhysical {
      diagnostics.refuse(
        "the physical backup `\(job.name.value)` is too near to its server to be restored by a workflow",
        help: "drill it by the target `pgbackrest`, in a drill of its own", at: drill.name.span)
    }
    let shipments = workflow.script.sinks.compactMap { $0.uses.first?.shipment }
    for fault in DrillScript.unsupported(drill, from: shipments) {
      diagnostics.report(.notSupportedByTarget, fault.message, at: fault.span)
    }
    for sink in workflow.script.sinks { report(sink, of: drill, &diagnostics) }
    for secret in workflow.script.secrets
    // What a binding says was judged with the binding.
    where !settings.bindings.contains(where: { $0.name.value == secret.value })
      && !WorkflowText.isSecretName(workflow.repositorySecret(secret))
    {
      diagnostics.refuse(
        "the secret `\(secret.value)` has a name that none of a repository can have",
        help: "bind it: `\(secret.value): {secret: NAME}`", at: settings.origin)
    }
    report(drill.schedule, &diagnostics)
  }

  private func report(_ sink: DrillSink, of drill: DrillPlan, _ diagnostics: inout Diagnostics) {
    guard let shipment = sink.uses.first?.shipment else { return }
    let help = "name the sinks that it reaches in `targets.github.sinks`"
    let store = shipment.store
    switch store.reach {
    case .folder: diagnostics.refuse("a runner sees no folder of the machine", help: help, at: store.origin)
    case .claim: diagnostics.refuse("a runner has no volume claims", help: help, at: store.origin)
    case .host, .service: break
    }
    if store.roles?.write.isIdentity == true {
      diagnostics.refuse(
        "a runner has no identity of the platform's", help: "Add `read` credentials that are `static`. " + help,
        at: store.origin)
    }
  }

  private func report(_ schedule: Schedule, _ diagnostics: inout Diagnostics) {
    switch schedule.clock.gitHubCron(from: .proofStart) {
    case .same: break
    case .differs(let nearest, _):
      diagnostics.refuse(
        "GitHub's schedules are in UTC, and where clocks are changed this one can't be said",
        help: "give it in UTC; the nearest is `\(nearest.joined(separator: "`, `"))`", at: schedule.origin)
    case .tooFrequent:
      diagnostics.refuse("GitHub starts nothing more often than every five minutes", at: schedule.origin)
    case .unsayable:
      diagnostics.refuse("GitHub's cron has no way to say this schedule", at: schedule.origin)
    }
  }
}
