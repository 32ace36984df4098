package import Artifacts
package import Diagnostics
import Formats
package import Planning

/// A Helm chart, closed to whatever was not proven.
package struct HelmTarget: RunningTarget {
  package init() {}

  package var name: String { "helm" }

  package var summary: String { "a Helm chart: CronJobs and everything they need, with a closed values schema" }

  func place(in plan: BackupPlan) -> TargetPlace? { (settings(in: plan) as KubernetesSettings?).map { .cluster($0) } }

  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings: KubernetesSettings = settings(in: plan) else { return }
    var builder = WorkloadBuilder(plan: plan, settings: settings)
    builder.check()
    diagnostics.report(builder.diagnostics)
    // Helm's `toJson` doesn't escape the character, and kubectl's YAML reader takes it for a line break.
    for text in plan.labels.map({ $0.value }) + settings.serviceAccountAnnotations.map({ $0.value })
    where text.value.unicodeScalars.contains("\u{85}") {
      diagnostics.refuse(
        "a chart can't contain U+0085, the line break NEL", help: "remove the character", at: text.span)
    }
  }

  package func differences(in plan: BackupPlan) -> [String] { KubernetesDifferences.all(in: plan) }

  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let settings: KubernetesSettings = settings(in: plan) else { return nil }
    var builder = WorkloadBuilder(plan: plan, settings: settings)
    let set = builder.workloadSet()
    let chart = ObjectName.joined(plan.name.value)
    let values = ChartValuesFile(plan: plan, settings: settings, set: set)
    let notice = GeneratedNotice.lines(for: plan)
    var files = [
      ("Chart.yaml", description(of: plan, settings, chart: chart).rendered()),
      (".helmignore", (notice.map { "# \($0)" } + [".git/", "*.orig", "*.swp", ""]).joined(separator: "\n")),
      ("values.yaml", values.text()),
      ("values.schema.json", ChartSchema(values: values).document().rendered(width: 140)),
      ("templates/_helpers.tpl", ChartDefinitions.text(chart: chart, notice: notice.joined())),
      ("templates/NOTES.txt", ChartNotes(plan: plan, settings: settings, set: set, chart: chart).text()),
    ]
    let scripts = WorkloadScripts(set, plan: plan, settings: settings, &diagnostics)
    files.append(
      ("templates/configmap-scripts.yaml", ChartScripts(chart: chart, scripts: scripts).text(notice: notice)))
    files += scripts.files.map { ("files/\($0.name)", $0.text) }
    let references = ChartReferences(chart: chart)
    let cronJobs = ChartCronJobs(plan: plan, settings: settings, set: set, scripts: scripts, values: references)
    files.append(("templates/_cronjob.tpl", cronJobs.definition()))
    files += cronJobs.files()
    let documents = WorkloadDocuments(
      plan: plan, settings: settings, set: set, scripts: scripts, values: references)
    for manifest in documents.surroundings() {
      let kind = manifest.kind.lowercased()
      let path = manifest.part.isEmpty ? "templates/\(kind).yaml" : "templates/\(kind)-\(manifest.part).yaml"
      files.append((path, manifest.document.rendered(as: .helmTemplate)))
    }
    return diagnostics.tree(of: files, for: plan)
  }

  private func description(
    of plan: BackupPlan, _ settings: KubernetesSettings, chart: String
  ) -> YAMLDocument {
    YAMLDocument(
      comment: GeneratedNotice.lines(for: plan),
      root: [
        "apiVersion": "v2",
        "name": .string(chart),
        "description": .string("The backups of \(plan.name.value)"),
        "type": "application",
        // A constant: the chart is identified by its repository's revision.
        "version": "1.0.0",
        "appVersion": .string(ProgramVersion.text),
        "kubeVersion": .string(">=\(settings.version.text).0-0"),
      ])
  }
}
