package import Artifacts
package import Diagnostics
import Formats
package import Planning

/// Plain manifests with a kustomization.
package struct KubernetesTarget: Target {
  package init() {}

  package var name: String { "kubernetes" }

  package var summary: String { "plain manifests: CronJobs and all they need, with a kustomization" }

  package func isDeclared(in plan: BackupPlan) -> Bool { plan.kubernetes != nil }

  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings = plan.kubernetes else { return }
    var builder = WorkloadBuilder(plan: plan, settings: settings, target: name, offersChoices: false)
    builder.check()
    diagnostics.report(builder.diagnostics)
  }

  package func differences(in plan: BackupPlan) -> [String] { KubernetesDifferences.all(in: plan) }

  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let settings = plan.kubernetes else { return nil }
    var builder = WorkloadBuilder(plan: plan, settings: settings, target: name, offersChoices: false)
    let set = builder.workloadSet()
    let values = PolicyValues(policy: plan.name.value, namespaceName: settings.namespace.value, set: set)
    let documents = WorkloadDocuments(plan: plan, settings: settings, set: set, values: values)
    let manifests = documents.all(&diagnostics)
    let kustomization = YAMLDocument(
      comment: GeneratedNotice.lines(for: plan),
      root: [
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "namespace": .string(settings.namespace.value),
        "resources": .sequence(manifests.map { .string(Self.fileName(of: $0)) }),
      ])
    let files = manifests.map { (Self.fileName(of: $0), $0.document.rendered()) }
    return diagnostics.tree(of: files + [("kustomization.yaml", kustomization.rendered())], for: plan)
  }

  /// A name that sorts by kind, each kind after those that it needs.
  private static func fileName(of manifest: WorkloadDocuments.Named) -> String {
    let kind = manifest.kind.lowercased()
    let rank =
      switch kind {
      case "serviceaccount": "10"
      case "persistentvolumeclaim": "20"
      case "configmap": "30"
      case "networkpolicy": "40"
      default: "50"
      }
    return manifest.part.isEmpty ? "\(rank)-\(kind).yaml" : "\(rank)-\(kind)-\(manifest.part).yaml"
  }
}

extension Diagnostics {
  /// The tree of `files`, or `nil` where an error was reported, here or before.
  mutating func tree(of files: [(path: String, contents: String)], for plan: BackupPlan) -> ArtifactTree? {
    var tree = ArtifactTree()
    for (path, contents) in files {
      do {
        try tree.add(Artifact(path: path, contents: contents))
      } catch {
        self.error(
          "not-supported-by-target",
          .init("two generated files would be `\(path)`", help: "rename one of the backups or claims"),
          at: plan.name.span)
      }
    }
    return hasErrors ? nil : tree
  }
}
