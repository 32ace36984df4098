import Formats
import Planning

/// A CronJob around the containers and volumes of its pod: what all those of a policy have in common.
struct CronJobDocument {
  let settings: KubernetesSettings
  let values: any ManifestValues
  /// The run's part of names, under which its values are looked up.
  let run: String
  let name: YAMLValue
  let labels: YAMLValue
  let selectorLabels: YAMLValue
  let podLabels: YAMLValue
  /// How often a failed run is retried.
  let retries: YAMLValue
  /// The numeric user and group of all processes.
  let user: YAMLValue
  /// Annotations of the Job, if there are any.
  let annotations: YAMLValue?
  /// What the policy says where nothing is chosen at installation.
  private let literals: Literals

  private struct Literals {
    var schedule: YAMLValue?
    var timeZone: YAMLValue?
    var suspended: YAMLValue?
    var startingDeadline: YAMLValue?
    var deadline: YAMLValue?
  }

  /// That of one run of `workload`.
  init(workload: Workload, run: Workload.Run, settings: KubernetesSettings, values: any ManifestValues) {
    self.settings = settings
    self.values = values
    self.run = run.name
    name = values.name(run.name)
    labels = values.labels(component: workload.component)
    selectorLabels = values.selectorLabels(component: workload.component)
    podLabels = values.podLabels(component: workload.component, workload.identityLabels)
    retries = .integer(workload.retries)
    user = .integer(workload.user)
    annotations = workload.retention.map { [Self.retention: .string($0)] }
    literals = Literals(
      schedule: .string(run.schedule), timeZone: .string(run.timeZone), suspended: .boolean(workload.suspended),
      startingDeadline: .integer(workload.startingDeadline), deadline: .integer(workload.deadline))
  }

  /// That of any run of a chart, in the words of a template.
  init(settings: KubernetesSettings, values: ChartReferences) {
    self.settings = settings
    self.values = values
    run = ""
    name = values.include("name", "(list . $run)", as: "toJson")
    labels = values.include("labels", "(list . $component)")
    selectorLabels = values.include("selectorLabels", "(list . $component)")
    podLabels = values.include("podLabels", "(list . $component $podLabels)")
    retries = .template("{{ $retries }}")
    user = .template("{{ $user }}")
    annotations = .template(
      "{{ with $job.retention }}{{ dict \(TemplateText.quoted(Self.retention)) . | toJson }}{{ else }}{}{{ end }}")
    literals = Literals()
  }

  /// The annotation that says how long copies are kept.
  private static let retention = "backstay/retention"

  /// The whole of it; `pod` comes last, so that a template can print it there.
  func root(pod: YAMLMapping) -> YAMLMapping {
    var spec = YAMLMapping()
    spec.set("schedule", choice("schedule", literals.schedule))
    spec.set("timeZone", choice("timeZone", literals.timeZone))
    spec.set("suspend", choice("suspend", literals.suspended))
    spec["concurrencyPolicy"] = "Forbid"
    spec.set("startingDeadlineSeconds", choice("startingDeadlineSeconds", literals.startingDeadline))
    spec["successfulJobsHistoryLimit"] = 3
    spec["failedJobsHistoryLimit"] = 3
    var metadata: YAMLMapping = ["labels": selectorLabels]
    metadata.set("annotations", annotations)
    spec["jobTemplate"] = ["metadata": .mapping(metadata), "spec": .mapping(job(pod: pod))]
    return values.object(
      "CronJob", "batch/v1", name: name, labels: labels, annotations: values.annotations([]),
      [("spec", .mapping(spec))])
  }

  private func job(pod: YAMLMapping) -> YAMLMapping {
    var job: YAMLMapping = ["backoffLimit": retries]
    job.set("activeDeadlineSeconds", choice("activeDeadlineSeconds", literals.deadline))
    // Three days: long enough to investigate on Monday.
    job["ttlSecondsAfterFinished"] = 259_200
    if settings.version >= Version(1, 26) {
      // A pod that the cluster evicted is not a failed backup.
      job["podFailurePolicy"] = [
        "rules": [.flow(["action": "Ignore", "onPodConditions": [["type": "DisruptionTarget", "status": "True"]]])]
      ]
    }
    job["template"] = [
      "metadata": ["labels": podLabels, "annotations": values.podAnnotations],
      "spec": .mapping(YAMLMapping((podSpec().entries + pod.entries).map { ($0.key, $0.value) })),
    ]
    return job
  }

  private func podSpec() -> YAMLMapping {
    var spec: YAMLMapping = [
      "restartPolicy": "Never",
      "serviceAccountName": values.serviceAccountName,
      "automountServiceAccountToken": false,
      "enableServiceLinks": false,
      "terminationGracePeriodSeconds": 60,
    ]
    spec.set("imagePullSecrets", values.choice("imagePullSecrets", from: PodDocument.pullSecrets(of: settings)))
    spec.set("priorityClassName", values.choice("priorityClassName", from: nil))
    spec.set("nodeSelector", values.choice("nodeSelector", from: PodDocument.nodeSelector(of: settings)))
    spec.set("tolerations", values.choice("tolerations", from: PodDocument.tolerations(of: settings)))
    spec.set("affinity", values.choice("affinity", from: PodDocument.affinity(of: settings)))
    spec["securityContext"] = [
      "runAsNonRoot": true,
      "runAsUser": user,
      "runAsGroup": user,
      "fsGroup": user,
      "fsGroupChangePolicy": "OnRootMismatch",
      "seccompProfile": .flow(["type": "RuntimeDefault"]),
    ]
    return spec
  }

  private func choice(_ name: String, _ literal: YAMLValue?) -> YAMLValue? {
    values.choice("jobs", run, name, from: literal)
  }
}
