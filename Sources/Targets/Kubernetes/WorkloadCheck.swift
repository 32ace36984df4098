import Diagnostics
import Planning
import Scripts

/// Finds what of a plan a Kubernetes target doesn't support. It runs at every commit, so it builds nothing.
extension WorkloadBuilder {
  /// Reports everything that this target doesn't support.
  mutating func check() {
    checkSettings()
    // The name of each CronJob, at the place that makes it.
    var names: [Text] = []
    let site = ScriptSite.kubernetes(settings)
    for job in plan.jobs {
      guard check(job, site) else { continue }
      addNames(component(of: job), count: runCount(of: job.trigger), at: job.name.span, to: &names)
    }
    for upkeep in plan.upkeep where !isPhysical(upkeep) {
      guard check(upkeep, site) else { continue }
      addNames(component(of: upkeep), count: upkeep.schedules.lineCount, at: upkeep.origin, to: &names)
    }
    for drill in plan.drills {
      guard check(drill) else { continue }
      addNames(component(of: drill), count: [drill.schedule].lineCount, at: drill.name.span, to: &names)
    }
    checkNames(names)
    // It reports roles that exclude each other.
    _ = serviceAccountAnnotations()
    checkLabels()
  }

  private func addNames(_ component: String, count: Int, at origin: Span, to names: inout [Text]) {
    for index in 0..<count {
      names.append(Text(ObjectName.joined(plan.name.value, runName(component, index)), at: origin))
    }
  }

  private mutating func checkSettings() {
    if settings.version < Version(1, 25) {
      refuse(
        "Kubernetes \(settings.version.text) doesn't support time zones of CronJobs",
        help: "use Kubernetes 1.25 or newer", at: settings.origin)
    }
    if !ObjectName.isLabel(Substring(settings.namespace.value)) {
      refuse("`\(settings.namespace.value)` is not a valid namespace name", at: settings.namespace.span)
    }
    for label in settings.placement.besidePodsWith { check(label) }
    for label in settings.placement.nodeSelector { check(label) }
    for toleration in settings.placement.tolerations {
      if let key = toleration.key, !ObjectName.isQualified(key.value) {
        refuse("`\(key.value)` is not a valid taint key", at: key.span)
      }
      if let value = toleration.value, !ObjectName.isLabelValue(value.value) {
        refuse("`\(value.value)` is not a valid taint value", at: value.span)
      }
    }
    for name in settings.imagePullSecrets { checkObjectName(name) }
    for annotation in settings.serviceAccountAnnotations where !ObjectName.isQualified(annotation.name.value) {
      refuse("`\(annotation.name.value)` is not a valid annotation name", at: annotation.name.span)
    }
  }

  private mutating func check(_ label: BackupPlan.Label) {
    if !ObjectName.isQualified(label.name.value) {
      refuse("`\(label.name.value)` is not a valid label name", at: label.name.span)
    }
    if !ObjectName.isLabelValue(label.value.value) {
      refuse("`\(label.value.value)` is not a valid label value", at: label.value.span)
    }
  }

  /// Of two CronJobs with one name, the second would silently replace the first.
  private mutating func checkNames(_ names: [Text]) {
    for (index, name) in names.enumerated() {
      guard let earlier = names[..<index].last(where: { $0.value == name.value }) else { continue }
      diagnostics.refuse(
        "two CronJobs would be named `\(name.value)`", help: "rename one of them", at: name.span,
        notes: [.init("the other one comes from here", at: earlier.span)])
    }
  }

  private mutating func checkLabels() {
    for label in plan.labels {
      let key = label.name.value
      if !ObjectName.isQualified(key) {
        refuse("`\(key)` is not a valid label name", at: label.name.span)
      } else if key.hasPrefix("app.kubernetes.io/") || key.hasPrefix("helm.sh/") {
        refuse("target `\(target)` sets `\(key)` itself", help: "use a name of your own", at: label.name.span)
      }
    }
  }
}
