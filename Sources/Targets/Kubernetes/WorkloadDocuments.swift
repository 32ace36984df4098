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
    let digest = scripts.digest
    return surroundings()
      + set.workloads.flatMap { workload in workload.runs.map { cronJob(of: workload, $0, scripts: digest) } }
  }

  /// What the CronJobs refer to and are held by.
  func surroundings() -> [Named] { [serviceAccount()] + set.claims.map(claim) + set.workloads.map(networkPolicy) }

  private func document(
    _ kind: String, _ apiVersion: String, part: String, notes: [String] = [], name: YAMLValue, labels: YAMLValue,
    annotations: YAMLValue?, _ content: [(String, YAMLValue)]
  ) -> Named {
    let root = values.object(kind, apiVersion, name: name, labels: labels, annotations: annotations, content)
    return Named(
      kind: kind, part: part,
      document: YAMLDocument(comment: GeneratedNotice.lines(for: plan) + notes, root: .mapping(root)))
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
    let cronJob = CronJobDocument(workload: workload, run: run, settings: settings, values: values)
    return Named(
      kind: "CronJob", part: run.name,
      document: YAMLDocument(
        comment: GeneratedNotice.lines(for: plan) + workload.notes, root: .mapping(cronJob.root(pod: pod.contents()))))
  }
}
