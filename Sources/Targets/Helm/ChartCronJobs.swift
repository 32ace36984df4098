import Formats
import Planning

/// The CronJobs of a chart: one template for all of them, and for each run a file with its containers and volumes.
struct ChartCronJobs {
  let plan: BackupPlan
  let settings: KubernetesSettings
  let set: WorkloadSet
  let scripts: WorkloadScripts
  let values: ChartReferences

  /// `templates/_cronjob.tpl`: the document of any run, but for the containers and volumes.
  func definition() -> String {
    let document = YAMLDocument(root: .mapping(CronJobDocument(settings: settings, values: values).root(pod: [:])))
    return """
      {{- /* \(GeneratedNotice.lines(for: plan).joined()) */ -}}

      {{- /* (list . RUN COMPONENT VALUES RETRIES USER LABELS): a CronJob, whose containers and volumes `\(values.chart).pod.RUN` prints. */ -}}
      {{- define "\(values.chart).cronJob" -}}
      {{- $run := index . 1 -}}
      {{- $component := index . 2 -}}
      {{- $job := index . 3 -}}
      {{- $retries := index . 4 -}}
      {{- $user := index . 5 -}}
      {{- $podLabels := index . 6 -}}
      {{- with index . 0 -}}
      \(document.rendered(as: .helmTemplate))\
                {{- include (printf "\(values.chart).pod.%s" $run) . | trim | nindent 10 }}
      {{- end -}}
      {{- end -}}

      """
  }

  /// The file of each run.
  func files() -> [(path: String, text: String)] {
    let digest = scripts.digest
    return set.workloads.flatMap { workload in
      workload.runs.map { ("templates/cronjob-\($0.name).yaml", text(of: workload, $0, scripts: digest)) }
    }
  }

  private func text(of workload: Workload, _ run: Workload.Run, scripts: String) -> String {
    let pod = PodDocument(workload: workload, settings: settings, values: values, scripts: scripts, run: run)
    let chosen = ChartTemplate.value(at: ["jobs", run.name])
    let arguments = [
      ".", TemplateText.quoted(run.name), TemplateText.quoted(workload.component), chosen, "\(workload.retries)",
      "\(workload.user)", "(\(ChartTemplate.dictionary(workload.identityLabels)))",
    ]
    let document = YAMLDocument(
      comment: GeneratedNotice.lines(for: plan) + workload.notes,
      actions: [
        "{{ include \"\(values.chart).cronJob\" (list \(arguments.joined(separator: " "))) }}",
        "{{- define \"\(values.chart).pod.\(run.name)\" }}", "{{- $job := \(chosen) }}",
      ], root: .mapping(pod.contents()))
    return document.rendered(as: .helmTemplate) + "{{- end }}\n"
  }
}
