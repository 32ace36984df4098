import Diagnostics
import Formats
import Planning

/// `templates/NOTES.txt`: what Helm prints after an installation.
struct ChartNotes {
  let plan: BackupPlan
  let settings: KubernetesSettings
  let set: WorkloadSet
  let chart: String

  func text() -> String {
    // A comment of the template, so that it isn't printed.
    var lines = GeneratedNotice.lines(for: plan).map { "{{- /* \($0) */ -}}" }
    lines.append(TemplateText.escaped("The backups of policy \(plan.name.value) are installed:"))
    lines.append("")
    for workload in set.workloads {
      for run in workload.runs { lines.append(line(workload, run)) }
    }
    lines.append("")
    lines += namespaceLines
    lines.append("These must exist in the namespace, or no run can start:")
    lines.append("")
    lines += objects().map { TemplateText.escaped("  " + $0) }
    lines.append("")
    lines.append("To run one now and follow it:")
    lines.append("")
    if let run = set.workloads.first?.runs.first {
      let namespace = "--namespace {{ .Release.Namespace }}"
      lines.append("  kubectl \(namespace) create job --from=cronjob/\(name(of: run)) by-hand")
      lines.append("  kubectl \(namespace) logs --follow --all-containers job/by-hand")
      lines.append("  kubectl \(namespace) delete job by-hand")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ workload: Workload, _ run: Workload.Run) -> String {
    let job = ChartTemplate.value(at: ["jobs", run.name])
    let start =
      "{{ with \(job) }}{{ if .suspend }}suspended{{ else }}{{ .schedule }} ({{ .timeZone }}){{ end }}{{ end }}"
    let retention = workload.retention.map { TemplateText.escaped("; kept: \($0)") } ?? ""
    return "  \(name(of: run)): \(start)\(retention)"
  }

  private func name(of run: Workload.Run) -> String {
    "{{ include \(TemplateText.quoted(chart + ".name")) (list . \(TemplateText.quoted(run.name))) }}"
  }

  private var namespaceLines: [String] {
    let namespace = TemplateText.quoted(settings.namespace.value)
    return [
      "{{ if ne .Release.Namespace \(namespace) -}}",
      TemplateText.escaped("The policy names the namespace \(settings.namespace.value), but this release is in"),
      "{{ .Release.Namespace }}.",
      "",
      "{{ end -}}",
    ]
  }

  /// What the pods mount and the chart doesn't make, once each.
  private func objects() -> [String] {
    var objects: [String] = []
    func add(_ object: String) {
      if !objects.contains(object) { objects.append(object) }
    }
    for secret in set.workloads.flatMap({ $0.containers }).flatMap({ $0.secrets }) {
      add("\(secret.isConfigMap ? "ConfigMap" : "Secret") \(secret.object), key \(secret.key): \(secret.name)")
    }
    for workload in set.workloads {
      for volume in workload.volumes {
        switch volume.source {
        case .secret(let name, let items): add("Secret \(name)\(keys(items)): \(volume.name)")
        case .configMap(let name, let items): add("ConfigMap \(name)\(keys(items)): \(volume.name)")
        case .claim(let name, let readOnly):
          if !set.claims.contains(where: { $0.name.value == name }) {
            // Kubernetes doesn't apply the group to read-only mounts.
            let need = readOnly ? ", readable by user or group \(workload.user)" : ""
            add("PersistentVolumeClaim \(name)\(need): \(volume.name)")
          }
        }
      }
    }
    return objects
  }

  private func keys(_ items: [WorkloadVolume.Item]) -> String {
    guard let first = items.first else { return "" }
    return items.dropFirst().reduce(", keys \(first.key)") { $0 + " " + $1.key }
  }
}
