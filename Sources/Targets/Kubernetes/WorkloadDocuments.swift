import Diagnostics
import Formats
import Planning

/// The documents of workloads, for both Kubernetes targets.
struct WorkloadDocuments {
  let plan: BackupPlan
  let settings: KubernetesSettings
  let set: WorkloadSet
  let scripts: WorkloadScripts
  let values: any ManifestValues

  /// A document with its kind and the part of the name that distinguishes it from others of that kind.
  struct Named {
    var kind: String
    /// Empty for the one that serves all workloads.
    var part: String
    var document: YAMLDocument
  }

  /// All documents but the ConfigMap of the scripts, each before those that refer to it.
  func all() -> [Named] {
    var documents = [serviceAccount()] + set.claims.map(claim)
    let digest = scripts.digest
    for workload in set.workloads {
      documents.append(networkPolicy(of: workload))
      for run in workload.runs { documents.append(cronJob(of: workload, run, scripts: digest)) }
    }
    return documents
  }

  private func document(
    _ kind: String, _ apiVersion: String, part: String, notes: [String] = [], actions: [String] = [], name: YAMLValue,
    labels: YAMLValue,
    annotations: YAMLValue?, _ content: [(String, YAMLValue)]
  ) -> Named {
    var metadata: YAMLMapping = ["name": name]
    metadata.set("namespace", values.namespace)
    metadata["labels"] = labels
    metadata.set("annotations", annotations)
    let root = YAMLMapping(
      [("apiVersion", .string(apiVersion)), ("kind", .string(kind)), ("metadata", .mapping(metadata))] + content)
    return Named(
      kind: kind, part: part,
      document: YAMLDocument(
        comment: GeneratedNotice.lines(for: plan) + notes, actions: actions, root: .mapping(root)))
  }

  /// An identity without permissions: nothing in the pods talks to the API server.
  private func serviceAccount() -> Named {
    document(
      "ServiceAccount", "v1", part: "", name: values.serviceAccountName, labels: values.labels(component: nil),
      annotations: values.serviceAccountAnnotations(set.serviceAccountAnnotations),
      [("automountServiceAccountToken", false)])
  }

  private func claim(_ claim: VolumeClaim) -> Named {
    var spec: YAMLMapping = ["accessModes": [.string(claim.accessMode)]]
    spec.set("storageClassName", claim.storageClass.map { .string($0.value) })
    spec["resources"] = ["requests": ["storage": .string(Quantity.bytes(claim.size ?? 0))]]
    return document(
      "PersistentVolumeClaim", "v1", part: claim.name.value,
      notes: ["It holds copies: deleting it deletes them."], name: .string(claim.name.value),
      labels: values.labels(component: nil),
      // Helm, Argo CD and Flux each have their own annotation for: never delete this.
      annotations: values.annotations([
        ("helm.sh/resource-policy", "keep"),
        ("argocd.argoproj.io/sync-options", "Prune=false"),
        ("kustomize.toolkit.fluxcd.io/prune", "disabled"),
      ]),
      [("spec", .mapping(spec))])
  }

  /// The scripts as one object, whose name has their digest, so that scripts never change during a run.
  func configMap(annotations: [(key: String, value: String)]) -> Named {
    let files = scripts.files.map { ($0.name, YAMLValue.string($0.text)) }
    return document(
      "ConfigMap", "v1", part: "scripts", name: values.scriptsName(digest: scripts.digest),
      labels: values.labels(component: nil), annotations: values.annotations(annotations),
      [("immutable", true), ("data", .mapping(YAMLMapping(files)))])
  }

  private func networkPolicy(of workload: Workload) -> Named {
    let reached = workload.ports.map { ", \($0.number) (\($0.purpose))" }.joined()
    var notes = ["Nothing connects to the pods.\(reached.isEmpty ? " They connect to nothing." : "")"]
    if !reached.isEmpty {
      notes.append("They connect to 53 (DNS)\(reached): the ports of servers, not of Services in front of them.")
    }
    return document(
      "NetworkPolicy", "networking.k8s.io/v1", part: workload.component, notes: notes,
      name: values.name(workload.component), labels: values.labels(component: workload.component),
      annotations: values.annotations([]),
      [
        (
          "spec",
          [
            "podSelector": ["matchLabels": values.selectorLabels(component: workload.component)],
            "policyTypes": .flow(["Ingress", "Egress"]),
            "ingress": [],
            "egress": EgressPort.rules(for: workload.ports),
          ]
        )
      ])
  }

  private func cronJob(of workload: Workload, _ run: Workload.Run, scripts: String) -> Named {
    let pod = PodDocument(workload: workload, settings: settings, values: values, scripts: scripts, run: run)
    var spec = YAMLMapping()
    spec.set("schedule", values.choice("jobs", run.name, "schedule", from: .string(run.schedule)))
    spec.set("timeZone", values.choice("jobs", run.name, "timeZone", from: .string(run.timeZone)))
    spec.set("suspend", values.choice("jobs", run.name, "suspend", from: .boolean(workload.suspended)))
    spec["concurrencyPolicy"] = "Forbid"
    spec.set(
      "startingDeadlineSeconds",
      values.choice("jobs", run.name, "startingDeadlineSeconds", from: .integer(workload.startingDeadline)))
    spec["successfulJobsHistoryLimit"] = 3
    spec["failedJobsHistoryLimit"] = 3
    var metadata: YAMLMapping = ["labels": values.selectorLabels(component: workload.component)]
    if let retention = workload.retention,
      let value = values.choice("jobs", run.name, "retention", from: .string(retention))
    {
      metadata["annotations"] = ["backstay/retention": value]
    }
    spec["jobTemplate"] = ["metadata": .mapping(metadata), "spec": .mapping(job(of: workload, run, pod))]
    return document(
      "CronJob", "batch/v1", part: run.name, notes: workload.notes, actions: values.actions(for: run.name),
      name: values.name(run.name),
      labels: values.labels(component: workload.component),
      annotations: values.annotations([]), [("spec", .mapping(spec))])
  }

  private func job(of workload: Workload, _ run: Workload.Run, _ pod: PodDocument) -> YAMLMapping {
    var job: YAMLMapping = ["backoffLimit": .integer(workload.retries)]
    job.set(
      "activeDeadlineSeconds",
      values.choice("jobs", run.name, "activeDeadlineSeconds", from: .integer(workload.deadline)))
    // Three days: long enough to investigate on Monday.
    job["ttlSecondsAfterFinished"] = 259_200
    if settings.version >= Version(1, 26) {
      // A pod that the cluster evicted is not a failed backup.
      job["podFailurePolicy"] = [
        "rules": [.flow(["action": "Ignore", "onPodConditions": [["type": "DisruptionTarget", "status": "True"]]])]
      ]
    }
    job["template"] = pod.template()
    return job
  }
}
