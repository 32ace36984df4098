package import Artifacts
package import Diagnostics
import Formats
package import Planning

/// Plain manifests with a kustomization.
package struct KubernetesTarget: RunningTarget {
  package init() {}

  package var name: String { "kubernetes" }

  package var summary: String { "plain manifests: CronJobs and everything they need, with a kustomization" }

  func place(in plan: BackupPlan) -> TargetPlace? { (settings(in: plan) as KubernetesSettings?).map { .cluster($0) } }

  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings: KubernetesSettings = settings(in: plan) else { return }
    var builder = WorkloadBuilder(plan: plan, settings: settings)
    builder.check()
    diagnostics.report(builder.diagnostics)
  }

  package func differences(in plan: BackupPlan) -> [String] { KubernetesDifferences.all(in: plan) }

  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let documents = documents(of: plan, scriptsAreGenerated: true, &diagnostics) else { return nil }
    let manifests = documents.all()
    let scripts = documents.scripts.files.map { (path: "scripts/\($0.name)", contents: $0.text) }
    let kustomization = YAMLDocument(
      comment: GeneratedNotice.lines(for: plan) + ["Apply it as a whole: kubectl apply --kustomize FOLDER"],
      root: [
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "namespace": .string(documents.settings.namespace.value),
        "resources": .sequence(manifests.map { .string(Self.fileName(of: $0)) }),
        "configMapGenerator": [Self.generator(of: scripts.map { $0.path }, documents)],
      ])
    let files = manifests.map { (Self.fileName(of: $0), $0.document.rendered()) } + scripts
    return diagnostics.tree(of: files + [("kustomization.yaml", kustomization.rendered())], for: plan)
  }

  /// A stream of documents, including the ConfigMap of the scripts.
  package func stream(of plan: BackupPlan) -> String? {
    var diagnostics = Diagnostics()
    guard let documents = documents(of: plan, scriptsAreGenerated: false, &diagnostics) else { return nil }
    let all = [documents.configMap(annotations: WorkloadScripts.keeping)] + documents.all()
    return all.map { "---\n" + $0.document.rendered() }.joined()
  }

  private func documents(
    of plan: BackupPlan, scriptsAreGenerated: Bool, _ diagnostics: inout Diagnostics
  ) -> WorkloadDocuments? {
    guard let settings: KubernetesSettings = settings(in: plan) else { return nil }
    var builder = WorkloadBuilder(plan: plan, settings: settings)
    let set = builder.workloadSet()
    let scripts = WorkloadScripts(set, plan: plan, settings: settings, &diagnostics)
    let values = PolicyValues(
      policy: plan.name.value, namespaceName: settings.namespace.value, set: set,
      scriptsAreGenerated: scriptsAreGenerated)
    return WorkloadDocuments(plan: plan, settings: settings, set: set, scripts: scripts, values: values)
  }

  /// The ConfigMap of the scripts. Its name gets a hash, so that scripts never change during a run, and nothing prunes
  /// it: a Job that is retried after an upgrade still finds the scripts that it began with.
  private static func generator(of files: [String], _ documents: WorkloadDocuments) -> YAMLValue {
    var options: YAMLMapping = ["immutable": true, "labels": documents.values.labels(component: nil)]
    options.set("annotations", documents.values.annotations(WorkloadScripts.keeping))
    return [
      "name": documents.values.scriptsName(digest: documents.scripts.digest),
      "files": .sequence(files.map { .string($0) }),
      "options": .mapping(options),
    ]
  }

  /// A name that sorts by kind, each kind after those that it depends on.
  private static func fileName(of manifest: WorkloadDocuments.Named) -> String {
    let kind = manifest.kind.lowercased()
    let rank =
      switch kind {
      case "serviceaccount": "10"
      case "persistentvolumeclaim": "20"
      case "networkpolicy": "40"
      default: "50"
      }
    return manifest.part.isEmpty ? "\(rank)-\(kind).yaml" : "\(rank)-\(kind)-\(manifest.part).yaml"
  }
}

extension Diagnostics {
  /// The tree of `files`, or `nil` if an error was reported, here or before.
  mutating func tree(of files: [(path: String, contents: String)], for plan: BackupPlan) -> ArtifactTree? {
    var tree = ArtifactTree()
    for (path, contents) in files {
      do {
        try tree.add(Artifact(path: path, contents: contents))
      } catch {
        self.refuse(
          "two generated files would be named `\(path)`", help: "rename one of the backups or claims",
          at: plan.name.span)
      }
    }
    return hasErrors ? nil : tree
  }
}
