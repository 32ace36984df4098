import Formats

/// The rules for one backup, upkeep or drill in a cluster, from kube-state-metrics.
struct ClusterAlerts {
  let policy: String
  let runs: WatchedRuns
  let names: CronJobNames

  var rules: [AlertRule] {
    runs.progress.map { late($0) } + [unseen, failed, hung] + (runs.startsByItself ? [suspended] : [])
  }

  /// The series of one of the CronJobs.
  static func series(_ metric: String, _ names: CronJobNames, _ values: [Int]) -> TestSeries {
    TestSeries(metric, [("namespace", names.namespace), ("cronjob", names.example)], values)
  }

  /// The series of a Job of it.
  static func job(_ metric: String, _ names: CronJobNames, _ values: [Int], _ labels: [AlertLabel] = []) -> TestSeries {
    TestSeries(metric, [("namespace", names.namespace), ("job_name", "\(names.example)-1")] + labels, values)
  }

  /// Which CronJob a Job is of.
  static func owner(_ names: CronJobNames, count: Int) -> TestSeries {
    job(
      "kube_job_owner", names, Array(repeating: 1, count: count),
      [("owner_kind", "CronJob"), ("owner_name", names.example)])
  }

  /// When a run succeeded last.
  static let success = "kube_cronjob_status_last_successful_time"
  /// When the CronJob was made.
  static let created = "kube_cronjob_created"

  /// Seconds that a run may take: the controller stops it at its deadline; then its pods have as long to terminate.
  static func longestRun(_ runs: WatchedRuns) -> Int { runs.deadline + AlertText.scrapes }

  private func cronJobs(_ metric: String) -> String {
    PromQL.series(metric, [("namespace", names.namespace)], matching: [("cronjob", names.pattern)])
  }

  private func jobs(_ metric: String, _ labels: [AlertLabel] = []) -> String {
    PromQL.series(metric, [("namespace", names.namespace)] + labels)
  }

  // Jobs created by hand have other names, but also the CronJob as owner.
  private var ofOurs: String {
    let owner = PromQL.series(
      "kube_job_owner", [("namespace", names.namespace), ("owner_kind", "CronJob")],
      matching: [("owner_name", names.pattern)])
    return "and on (job_name) \(owner)"
  }

  private func rule(
    _ word: String, _ expression: String, hold: Int, summary: String, description: String, scenes: [FaultScene]
  ) -> AlertRule {
    AlertRule(
      name: "Backstay\(runs.kind.rawValue)\(word)", expression: expression, hold: hold,
      labels: [AlertLabel("namespace", names.namespace)] + runs.labels, summary: summary, description: description,
      scenes: scenes)
  }

  // Before the first success the time counts from the CronJob's creation.
  private func late(_ progress: Progress) -> AlertRule {
    rule(
      "Late",
      "time() - max(\(cronJobs(Self.success)) or \(cronJobs(Self.created))) > \(progress.limit.seconds)",
      hold: AlertText.scrapes,
      summary: "\(runs.sentenceTitle) of \(policy) is late", description: "\(AlertText.late(progress)) \(lookAtJobs)",
      scenes: [.standstill, .beginning])
  }

  private var unseen: AlertRule {
    rule(
      "Unseen", "absent(\(cronJobs(Self.created)))", hold: AlertText.pause,
      summary: "No CronJob for \(runs.title) of \(policy)",
      description:
        "None in namespace \(names.namespace) matches `\(names.pattern)`, or kube-state-metrics isn't scraped.",
      scenes: [.absence])
  }

  private var failed: AlertRule {
    rule(
      "Failed",
      """
      max(\(jobs("kube_job_status_start_time"))
        and on (job_name) \(jobs("kube_job_failed", [("condition", "true")])) == 1
        \(ofOurs))
      > (max(\(cronJobs(Self.success))) or vector(0))
      """,
      hold: 0,
      summary: "\(runs.sentenceTitle) of \(policy) failed",
      description: "A Job and its retries failed. \(lookAtJobs)",
      scenes: [.failure])
  }

  private var hung: AlertRule {
    let limit = Self.longestRun(runs)
    return rule(
      "Hung",
      """
      max(time() - \(jobs("kube_job_status_start_time"))
        and on (job_name) \(jobs("kube_job_status_active")) > 0
        \(ofOurs))
      > \(limit)
      """,
      hold: AlertText.scrapes,
      summary: "\(runs.sentenceTitle) of \(policy) hangs",
      description: "A Job has run for \(PromQL.duration(limit)): the cluster didn't stop it after "
        + "\(PromQL.duration(runs.deadline)). \(lookAtJobs)",
      scenes: [.standstill])
  }

  private var suspended: AlertRule {
    rule(
      "Suspended", "max(\(cronJobs("kube_cronjob_spec_suspend"))) == 1", hold: AlertText.pause,
      summary: "Nothing starts \(runs.title) of \(policy)",
      description: "Its CronJob is suspended, unlike in the policy.",
      scenes: [.standstill])
  }

  private var lookAtJobs: String { "See `kubectl -n \(names.namespace) get jobs`." }
}
