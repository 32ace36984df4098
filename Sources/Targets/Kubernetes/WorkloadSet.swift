import Diagnostics
import Planning

/// Everything that one policy runs in a cluster.
struct WorkloadSet {
  var workloads: [Workload] = []
  /// The claims to create, once each.
  var claims: [VolumeClaim] = []
  var serviceAccountAnnotations: [(key: String, value: String)] = []
  /// The policy's owner and labels, if they are valid as labels.
  var labels: [(key: String, value: String)] = []
  /// Those that aren't.
  var annotations: [(key: String, value: String)] = []
}

/// Computes the workloads of a plan for a Kubernetes target, and reports what that doesn't support.
struct WorkloadBuilder {
  let plan: BackupPlan
  let settings: KubernetesSettings
  var diagnostics = Diagnostics()
  /// The tools that no image was found for, in words.
  var unmet: [String] = []

  /// The target's name, for findings.
  var target: String { settings.target }
  /// Whether other proven values can be chosen at installation.
  var offersChoices: Bool { settings.packaging == .chart }

  /// The workloads; complete only where `check` reports no error.
  mutating func workloadSet() -> WorkloadSet {
    var set = WorkloadSet()
    for job in plan.jobs {
      if let workload = workload(for: job) { set.workloads.append(workload) }
    }
    for upkeep in plan.upkeep where !isPhysical(upkeep) {
      if let workload = workload(for: upkeep) { set.workloads.append(workload) }
    }
    for drill in plan.drills {
      if let workload = workload(for: drill) { set.workloads.append(workload) }
    }
    set.claims = claims()
    set.serviceAccountAnnotations = serviceAccountAnnotations().map { ($0.name.value, $0.value.value) }
    if let owner = plan.owner { set.add("backstay/owner", owner.value) }
    for label in plan.labels { set.add(label.name.value, label.value.value) }
    return set
  }

  /// Reports that this target can't do something.
  mutating func refuse(_ text: String, help: String? = nil, at span: Span) {
    diagnostics.refuse(text, help: help, at: span)
  }

  private func claims() -> [VolumeClaim] {
    var claims: [VolumeClaim] = []
    for shipment in plan.jobs.flatMap({ $0.shipments }) {
      guard let claim = shipment.claim, claim.size != nil else { continue }
      if !claims.contains(where: { $0.name.value == claim.name.value }) { claims.append(claim) }
    }
    return claims
  }

  /// The policy's annotations of the ServiceAccount, and those that bind it to the sinks' roles.
  mutating func serviceAccountAnnotations() -> [BackupPlan.Label] {
    var annotations = settings.serviceAccountAnnotations
    for job in plan.jobs {
      for shipment in job.shipments {
        guard let role = SinkAccess(shipment).role else { continue }
        guard let earlier = annotations.first(where: { $0.name.value == role.annotation }) else {
          annotations.append(.init(name: Text(role.annotation, at: role.name.span), value: role.name))
          continue
        }
        if earlier.value.value != role.name.value {
          refuse(
            "the pods can't have a second role beside `\(earlier.value.value)`",
            help: "all backups of a policy run as one service account: use the same role for both sinks",
            at: role.name.span)
        }
      }
    }
    return annotations
  }
}

extension WorkloadSet {
  /// Adds a label, or an annotation if the value isn't valid in a label.
  fileprivate mutating func add(_ key: String, _ value: String) {
    if ObjectName.isLabelValue(value) { labels.append((key, value)) } else { annotations.append((key, value)) }
  }
}
