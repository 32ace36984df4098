import Diagnostics
import Planning

/// All that one policy runs in a cluster.
struct WorkloadSet {
  var workloads: [Workload] = []
  /// The claims that have to be made, once each.
  var claims: [VolumeClaim] = []
  var serviceAccountAnnotations: [(key: String, value: String)] = []
  /// The policy's owner and labels, as far as they can be labels.
  var labels: [(key: String, value: String)] = []
  /// And those that can't.
  var annotations: [(key: String, value: String)] = []
}

/// Works out the workloads of a plan for one of the Kubernetes targets, and reports what that can't carry out.
struct WorkloadBuilder {
  let plan: BackupPlan
  let settings: KubernetesSettings
  /// The target's name, for findings.
  let target: String
  /// Whether values that were proven too can be chosen at installation.
  let offersChoices: Bool
  var diagnostics = Diagnostics()

  /// The workloads; complete only where no error was reported.
  mutating func workloadSet() -> WorkloadSet {
    checkSettings()
    var set = WorkloadSet()
    for job in plan.jobs {
      if let workload = workload(for: job) { set.workloads.append(workload) }
    }
    for upkeep in plan.upkeep where !isPhysical(upkeep) {
      if let workload = workload(for: upkeep) { set.workloads.append(workload) }
    }
    checkNames(of: set.workloads)
    set.claims = claims()
    set.serviceAccountAnnotations = serviceAccountAnnotations()
    readLabels(into: &set)
    return set
  }

  /// Reports that this target can't do something.
  mutating func refuse(_ text: String, help: String? = nil, at span: Span) {
    diagnostics.error("not-supported-by-target", .init(text, help: help), at: span)
  }

  private mutating func checkSettings() {
    if settings.version < Version(1, 25) {
      refuse(
        "Kubernetes \(settings.version.text) has no time zones of CronJobs",
        help: "Use Kubernetes 1.25 or newer.", at: settings.origin)
    }
    if !ObjectName.isLabel(Substring(settings.namespace.value)) {
      refuse("`\(settings.namespace.value)` can't name a namespace", at: settings.namespace.span)
    }
    for label in settings.placement.besidePodsWith + settings.placement.nodeSelector {
      checkLabel(label)
    }
    for name in settings.imagePullSecrets { checkObjectName(name) }
    for annotation in settings.serviceAccountAnnotations where !ObjectName.isQualified(annotation.name.value) {
      refuse("`\(annotation.name.value)` can't name an annotation", at: annotation.name.span)
    }
  }

  private mutating func checkLabel(_ label: BackupPlan.Label) {
    if !ObjectName.isQualified(label.name.value) {
      refuse("`\(label.name.value)` can't name a label", at: label.name.span)
    }
    if !ObjectName.isLabelValue(label.value.value) {
      refuse("`\(label.value.value)` can't be the value of a label", at: label.value.span)
    }
  }

  mutating func checkObjectName(_ name: Text) {
    if !ObjectName.isSubdomain(name.value) { refuse("`\(name.value)` can't name an object", at: name.span) }
  }

  /// Two CronJobs of one name would be one: the second replaces the first without a word.
  private mutating func checkNames(of workloads: [Workload]) {
    var owners: [String: Span] = [:]
    for workload in workloads {
      for run in workload.runs {
        let name = ObjectName.joined(plan.name.value, run.name)
        if let earlier = owners[name] {
          diagnostics.error(
            "not-supported-by-target",
            .init("two CronJobs would have the name `\(name)`", help: "Rename one of the two backups."),
            at: workload.origin, notes: [.init("the other comes from here", at: earlier)])
        }
        owners[name] = workload.origin
      }
    }
  }

  private func claims() -> [VolumeClaim] {
    var claims: [VolumeClaim] = []
    for shipment in plan.jobs.flatMap({ $0.shipments }) {
      guard case .volumeClaim(let claim) = shipment.location, claim.size != nil else { continue }
      if !claims.contains(where: { $0.name.value == claim.name.value }) { claims.append(claim) }
    }
    return claims
  }

  private mutating func serviceAccountAnnotations() -> [(key: String, value: String)] {
    var annotations = settings.serviceAccountAnnotations.map { (key: $0.name.value, value: $0.value.value) }
    for shipment in plan.jobs.flatMap({ $0.shipments }) {
      guard let role = SinkAccess(shipment).role else { continue }
      if let earlier = annotations.first(where: { $0.key == role.annotation }) {
        if earlier.value != role.name.value {
          refuse(
            "the pods would need a second role beside `\(earlier.value)`",
            help: "All backups of a policy run as one service account: give both sinks one role.", at: role.name.span)
        }
      } else {
        annotations.append((role.annotation, role.name.value))
      }
    }
    return annotations
  }

  private mutating func readLabels(into set: inout WorkloadSet) {
    var labels = plan.labels.map { (key: $0.name.value, value: $0.value.value, span: $0.name.span) }
    if let owner = plan.owner { labels.insert(("backstay/owner", owner.value, owner.span), at: 0) }
    for (key, value, span) in labels {
      if !ObjectName.isQualified(key) {
        refuse("`\(key)` can't name a label", at: span)
      } else if key.hasPrefix("app.kubernetes.io/") || key.hasPrefix("helm.sh/") {
        refuse(
          "target `\(target)` sets `\(key)` itself", help: "Say it under a name of your own.", at: span)
      } else if ObjectName.isLabelValue(value) {
        set.labels.append((key, value))
      } else {
        set.annotations.append((key, value))
      }
    }
  }
}
