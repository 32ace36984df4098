import Diagnostics
import Formats
import Planning

@testable import Targets

extension YAMLValue {
  /// The value in block style.
  private var inBlocks: YAMLValue {
    if let mapping { return .mapping(YAMLMapping(mapping.entries.map { ($0.key, $0.value.inBlocks) })) }
    return elements.map { .sequence($0.map { $0.inBlocks }) } ?? self
  }

  /// The value at a path of keys, in block style; a number takes an element of a sequence.
  func at(_ path: String...) -> YAMLValue? {
    var value = inBlocks
    for key in path {
      if let mapping = value.mapping {
        guard let next = mapping[key] else { return nil }
        value = next
      } else {
        guard let elements = value.elements, let index = Int(key), elements.indices.contains(index) else { return nil }
        value = elements[index]
      }
    }
    return value
  }
}

/// What a target finds in `plan`, each as `code@place: text`, place being the number of the test plan's span.
func kubernetesFindings(_ plan: BackupPlan, _ target: some Target = KubernetesTarget()) -> [String] {
  var diagnostics = Diagnostics()
  target.check(plan, &diagnostics)
  return diagnostics.sorted().map { "\($0.code)@\($0.span.start): \($0.message.text)" }
}

/// The documents of the plain manifests of `plan`, by kind and the part that tells them apart.
func manifests(of plan: BackupPlan) -> [String: YAMLValue] {
  guard let settings = plan.kubernetes else { return [:] }
  var builder = WorkloadBuilder(plan: plan, settings: settings)
  let set = builder.workloadSet()
  let values = PolicyValues(
    policy: plan.name.value, namespaceName: settings.namespace.value, set: set, scriptsAreGenerated: false)
  return documents(plan, settings, set, values)
}

/// The same of the chart, with templates where it takes values.
func chartTemplates(of plan: BackupPlan) -> [String: YAMLValue] {
  guard let settings = plan.helm else { return [:] }
  var builder = WorkloadBuilder(plan: plan, settings: settings)
  let set = builder.workloadSet()
  let values = ChartReferences(chart: plan.name.value)
  var documents = documents(plan, settings, set, values)
  // The chart has one template of a CronJob for all of them, and prints containers and volumes into it.
  let cronJob = CronJobDocument(settings: settings, values: values)
  for workload in set.workloads {
    for run in workload.runs {
      let pod = PodDocument(workload: workload, settings: settings, values: values, scripts: "", run: run)
      documents["CronJob \(run.name)"] = .mapping(cronJob.root(pod: pod.contents()))
    }
  }
  return documents
}

private func documents(
  _ plan: BackupPlan, _ settings: KubernetesSettings, _ set: WorkloadSet, _ values: any ManifestValues
) -> [String: YAMLValue] {
  var diagnostics = Diagnostics()
  let scripts = WorkloadScripts(set, plan: plan, settings: settings, &diagnostics)
  let documents = WorkloadDocuments(plan: plan, settings: settings, set: set, scripts: scripts, values: values)
  let all = documents.all() + [documents.configMap(annotations: [])]
  return Dictionary(uniqueKeysWithValues: all.map { ("\($0.kind) \($0.part)", $0.document.root) })
}
