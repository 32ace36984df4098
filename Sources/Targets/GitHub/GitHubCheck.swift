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
      refuse("there is no drill", help: "declare one under `drills`", at: settings.origin, &diagnostics)
    }
    if plan.helm == nil, plan.kubernetes == nil, plan.systemd == nil, plan.pgbackrest == nil {
      refuse(
        "the backups themselves need another target", help: "declare one beside `github`, such as `systemd`",
        at: settings.origin, &diagnostics)
    }
    for sink in settings.sinks where !plan.drills.contains(where: { reaches($0, sink) }) {
      refuse("no drill restores copies at `\(sink.value)`", help: nil, at: sink.span, &diagnostics)
    }
    for binding in settings.bindings where !WorkflowText.isSecretName(binding.secret.value) {
      refuse(
        "`\(binding.secret.value)` can't name a secret of a repository",
        help: "use capital letters, digits and `_`, no digit first, and not `GITHUB_`", at: binding.secret.span,
        &diagnostics)
    }
    for drill in plan.drills { report(drill, &diagnostics) }
  }

  private func reaches(_ drill: DrillPlan, _ sink: Text) -> Bool {
    drill.jobs(of: plan).contains { $0.shipments.contains { $0.sink.value == sink.value } }
  }

  private func report(_ drill: DrillPlan, _ diagnostics: inout Diagnostics) {
    if !UnitNames.isPlain(drill.name.value) || !UnitNames.isPlain(plan.name.value) {
      refuse(
        "`\(drill.name.value)` can't be part of a file's name", help: "use letters, digits, `-`, `_` and `.`",
        at: drill.name.span, &diagnostics)
    }
    let workflow = DrillWorkflow(plan: plan, settings: settings, drill: drill)
    for job in drill.jobs(of: plan) where job.isPhysical {
      refuse(
        "the physical backup `\(job.name.value)` is too near to its server to be restored by a workflow",
        help: "drill it by the target `pgbackrest`, in a drill of its own", at: drill.name.span, &diagnostics)
    }
    let shipments = workflow.script.sinks.compactMap { $0.uses.first?.shipment }
    for fault in DrillScript.unsupported(drill, from: shipments) {
      diagnostics.error("not-supported-by-target", fault.message, at: fault.span)
    }
    for sink in workflow.script.sinks { report(sink, of: drill, &diagnostics) }
    for secret in workflow.script.secrets
    // What a binding says was judged with the binding.
    where !settings.bindings.contains(where: { $0.name.value == secret.value })
      && !WorkflowText.isSecretName(workflow.repositorySecret(secret))
    {
      refuse(
        "the secret `\(secret.value)` has a name that none of a repository can have",
        help: "bind it: `\(secret.value): {secret: NAME}`", at: settings.origin, &diagnostics)
    }
    report(drill.schedule, &diagnostics)
  }

  private func report(_ sink: DrillSink, of drill: DrillPlan, _ diagnostics: inout Diagnostics) {
    guard let shipment = sink.uses.first?.shipment else { return }
    let help = "name the sinks that it reaches in `targets.github.sinks`"
    switch shipment.location {
    case .filesystem(let path):
      refuse("a runner sees no folder of the machine", help: help, at: path.span, &diagnostics)
    case .volumeClaim(let claim): refuse("a runner has no volume claims", help: help, at: claim.origin, &diagnostics)
    case .s3(let store): report(store.credentials, at: store.origin, help, &diagnostics)
    case .gcs(let store), .azure(let store): report(store.credentials, at: store.origin, help, &diagnostics)
    case .sftp: break
    }
  }

  private func report(
    _ credentials: StoreAccess, at origin: Span, _ help: String, _ diagnostics: inout Diagnostics
  ) {
    switch credentials {
    case .accessKey, .key: break
    case .workloadIdentity, .instance:
      refuse(
        "a runner has no identity of the platform's", help: "Add `read` credentials that are `static`. " + help,
        at: origin, &diagnostics)
    }
  }

  private func report(_ schedule: Schedule, _ diagnostics: inout Diagnostics) {
    switch schedule.clock.gitHubCron(from: DrillWorkflow.epoch) {
    case .same: break
    case .differs(let nearest, _):
      refuse(
        "GitHub's schedules are in UTC, and where clocks are changed this one can't be said",
        help: "give it in UTC; the nearest is `\(nearest.joined(separator: "`, `"))`", at: schedule.origin,
        &diagnostics)
    case .tooFrequent:
      refuse("GitHub starts nothing more often than every five minutes", help: nil, at: schedule.origin, &diagnostics)
    case .unsayable:
      refuse("GitHub's cron has no way to say this schedule", help: nil, at: schedule.origin, &diagnostics)
    }
  }

  private func refuse(_ text: String, help: String?, at span: Span, _ diagnostics: inout Diagnostics) {
    diagnostics.error("not-supported-by-target", .init(text, help: help), at: span)
  }
}
