import Formats
import Planning

/// `values.yaml`: what an installation may choose, with the policy's values as defaults.
struct ChartValuesFile {
  let plan: BackupPlan
  let settings: KubernetesSettings
  let set: WorkloadSet

  /// The file's text, with a blank line between sections.
  func text() -> String {
    sections().map { YAMLDocument(comment: $0.comment, root: .mapping(YAMLMapping($0.values))).rendered() }
      .joined(separator: "\n")
  }

  private func sections() -> [(comment: [String], values: [(String, YAMLValue)])] {
    [
      (
        GeneratedNotice.lines(for: plan) + [
          "Put an installation's values into a separate file: `helm install --values FILE`.",
          "",
          "Parts of object names, replacing the chart's name, or the release's and the chart's.",
        ],
        [("nameOverride", ""), ("fullnameOverride", "")]
      ),
      (
        ["An image for each tool, preferably with a digest."],
        [
          ("images", .strings(images())),
          ("imagePullSecrets", PodDocument.pullSecrets(of: settings) ?? []),
        ]
      ),
      (
        ["On all objects."],
        [("labels", .strings(set.labels)), ("annotations", .strings(set.annotations))]
      ),
      (["On pods."], [("podLabels", [:]), ("podAnnotations", [:])]),
      (
        ["Where pods run, and their priority."],
        [
          ("nodeSelector", PodDocument.nodeSelector(of: settings) ?? [:]),
          ("tolerations", PodDocument.tolerations(of: settings) ?? []),
          ("affinity", PodDocument.affinity(of: settings) ?? [:]),
          ("priorityClassName", ""),
        ]
      ),
      (
        ["An identity without permissions; annotations bind it to a cloud role."],
        [("serviceAccount", ["name": "", "annotations": .strings(set.serviceAccountAnnotations)])]
      ),
      (
        [
          "One entry for each CronJob. Everything but `resources` was proven, and values.schema.json rejects",
          "what wasn't: change the policy instead.",
        ],
        [("jobs", jobs())]
      ),
    ]
  }

  /// The images that containers use, by the key of the policy, once each.
  func images() -> [(key: String, value: String)] {
    var images: [(key: String, value: String)] = []
    for container in set.workloads.flatMap({ $0.containers }) {
      if !images.contains(where: { $0.key == container.imageKey }) {
        images.append((container.imageKey, container.image))
      }
    }
    return images
  }

  private func jobs() -> YAMLValue {
    var jobs = YAMLMapping()
    for workload in set.workloads {
      for run in workload.runs { jobs[run.name] = .mapping(job(workload, run)) }
    }
    return .mapping(jobs)
  }

  private func job(_ workload: Workload, _ run: Workload.Run) -> YAMLMapping {
    var job: YAMLMapping = [
      "schedule": .string(run.schedule),
      "timeZone": .string(run.timeZone),
      "suspend": .boolean(workload.suspended),
      "startingDeadlineSeconds": .integer(workload.startingDeadline),
      "activeDeadlineSeconds": .integer(workload.deadline),
    ]
    job.set("retention", workload.retention.map { .string($0) })
    job["resources"] = .mapping(
      YAMLMapping(workload.containers.map { ($0.phase.rawValue, PodDocument.resources(of: $0)) }))
    return job
  }
}
