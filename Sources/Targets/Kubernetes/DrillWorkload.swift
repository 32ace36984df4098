import Diagnostics
import Planning
import Scripts

extension WorkloadBuilder {
  /// What `drill` runs; `nil` if it restores nothing of this target, or an image is missing.
  ///
  /// The container with secrets and access to the sinks isn't the one that runs restored databases.
  mutating func workload(for drill: DrillPlan) -> Workload? {
    let script = DrillScript(drill: drill, plan: plan, site: .kubernetes(settings))
    let shipments = script.sinks.compactMap { $0.uses.first?.shipment }
    guard !shipments.isEmpty, let fetch = image(for: tools(for: shipments), of: drill.name),
      let prove = image(for: ["postgresql"], of: drill.name)
    else { return nil }
    let scratch =
      Quantity.wholeMebibytes(drill.scratchBytes(for: script.jobs) ?? 0) + 512 * Quantity.mebibyte
    let resources = resources(nil, scratchBytes: scratch)
    let component = component(of: drill)
    var workload = Workload(
      task: .drill(drill), component: component, origin: drill.name.span,
      notes: [
        "Restores the newest copies to a temporary server; the pods can reach the sinks, but no source.",
        "The scratch volume holds all sinks' copies, and one restored server at a time.",
      ],
      runs: runs(of: [drill.schedule], named: component), suspended: false, deadline: drill.deadline,
      startingDeadline: max(10, drill.startWithin),
      containers: [
        .init(phase: .fetch, fetch, bound(script.secrets), resources), .init(phase: .prove, prove, [], resources),
      ],
      volumes: sinkVolumes(for: shipments, readOnly: true), ports: [], scratchBytes: scratch,
      user: user(of: script.jobs.first))
    // A retry would hide the first failure.
    workload.retries = 0
    for shipment in shipments { workload.reach(SinkAccess(shipment)) }
    return workload
  }

  /// Reports what of `drill` isn't supported; `false` if it gets no workload.
  mutating func check(_ drill: DrillPlan) -> Bool {
    let shipments = drill.shipments(in: plan)
    guard !shipments.isEmpty else { return false }
    report(DrillScript.unsupported(drill, from: shipments))
    for secret in DrillScript.secrets(for: shipments) { checkSecret(secret) }
    let haveImages = image(for: tools(for: shipments), of: drill.name) != nil
    return image(for: ["postgresql"], of: drill.name) != nil && haveImages
  }

  /// The value of the component label, and the first part of names.
  func component(of drill: DrillPlan) -> String { ObjectName.joined("drill", drill.name.value) }
}
