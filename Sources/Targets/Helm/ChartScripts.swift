import Formats

/// `templates/configmap-scripts.yaml`: the chart's files as the one ConfigMap that all pods mount.
struct ChartScripts {
  let chart: String
  let scripts: WorkloadScripts

  /// The text under `notice`.
  func text(notice: [String]) -> String {
    let references = ChartReferences(chart: chart)
    let odd = scripts.files.filter { Self.isOdd($0.text) }.map { TemplateText.quoted($0.name) }
    let hasOdd = odd.isEmpty ? "" : "{{- $odd := list \(odd.joined(separator: " ")) }}\n"
    let binary =
      odd.isEmpty
      ? ""
      : """
      binaryData:
        {{- range $path, $_ := .Files.Glob "files/*" }}
        {{- if has (base $path) $odd }}
        {{ base $path }}: {{ $.Files.Get $path | b64enc }}
        {{- end }}
        {{- end }}

      """
    return """
      \(notice.map { "# \($0)" }.joined(separator: "\n"))
      # Its name carries a hash of the scripts, so that a run never sees a change half-way.
      {{- $name := \(include("name", "(list . \(TemplateText.quoted("scripts-\(scripts.digest)")))")) }}
      \(hasOdd)---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ toJson $name }}
        labels: \(spelled(references.labels(component: nil)))
        annotations: \(spelled(references.annotations(WorkloadScripts.keeping)))
      immutable: true
      data:
        {{- range $path, $_ := .Files.Glob "files/*" }}
        \(odd.isEmpty ? "" : "{{- if not (has (base $path) $odd) }}\n  "){{ base $path }}: {{ $.Files.Get $path | toJson }}\
      \(odd.isEmpty ? "" : "\n  {{- end }}")
        {{- end }}
      \(binary)\(previous)
      """
  }

  /// The previous release's scripts stay until the release after this one: a retried Job mounts them. `lookup` finds
  /// nothing without a cluster, as in `helm template`; there, the annotations keep them.
  private var previous: String {
    """
    {{- $kept := list $name }}
    {{- range $job := (lookup "batch/v1" "CronJob" .Release.Namespace "").items }}
    {{- if eq (dig "labels" "app.kubernetes.io/instance" "" $job.metadata) $.Release.Name }}
    {{- range $volume := $job.spec.jobTemplate.spec.template.spec.volumes }}
    {{- $old := dig "configMap" "name" "" $volume }}
    {{- if and (eq $volume.name "scripts") $old (not (has $old $kept)) }}
    {{- $kept = append $kept $old }}
    {{- with lookup "v1" "ConfigMap" $.Release.Namespace $old }}
    ---
    # The scripts of the release before.
    {{ toYaml (dict "apiVersion" "v1" "kind" "ConfigMap" "immutable" true "data" (dig "data" dict .) "binaryData" (dig "binaryData" dict .) "metadata" (dict "name" $old "labels" .metadata.labels "annotations" .metadata.annotations)) }}
    {{- end }}
    {{- end }}
    {{- end }}
    {{- end }}
    {{- end }}

    """
  }

  private func include(_ name: String, _ argument: String) -> String {
    "include \(TemplateText.quoted("\(chart).\(name)")) \(argument)"
  }

  private func spelled(_ value: YAMLValue?) -> String {
    if case .template(let text) = value { return text }
    return "{}"
  }

  /// Whether Helm's `toJson` leaves something unescaped that YAML readers reject or take for a line break.
  private static func isOdd(_ text: String) -> Bool {
    if isPlainText(text) { return false }
    return text.unicodeScalars.contains { scalar in
      (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF || (0xFFFE...0xFFFF).contains(scalar.value)
    }
  }
}
