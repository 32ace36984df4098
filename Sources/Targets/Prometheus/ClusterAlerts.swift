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
    TestSeries(metric, [("namespace", names.namespace), ("job_name", "\(names.example)-29000000")] + labels, values)
  }

  /// Which CronJob a Job is of.
  static func owner(_ names: CronJobNames, count: Int) -> TestSeries {
    job(
      "kube_job_owner", names, Array(repeating: 1, count: count),
      [("owner_kind", "CronJob"), ("owner_name", names.example)])
  }

  private func cronJobs(_ metric: String) -> String {
    PromQL.series(metric, [("namespace", names.namespace)], matching: [("cronjob", names.pattern)])
  }

  private func jobs(_ metric: String, _ labels: [AlertLabel] = []) -> String {
    PromQL.series(metric, [("namespace", names.namespace)] + labels)
  }

  // Jobs that a person makes of a CronJob have other names, and it for their owner all the same.
  private var ofOurs: String {
    let owner = PromQL.series(
      "kube_job_owner", [("namespace", names.namespace), ("owner_kind", "CronJob")],
      matching: [("owner_name", names.pattern)])
    return "and on (namespace, job_name) \(owner)"
  }

  private func rule(
    _ word: String, _ expression: String, hold: Int, summary: String, description: String, faults: [AlertFault]
  ) -> AlertRule {
    AlertRule(
      name: "Backstay\(runs.kind.rawValue)\(word)", expression: expression, hold: hold,
      labels: [AlertLabel("namespace", names.namespace)] + runs.labels, summary: summary, description: description,
      faults: faults)
  }

  private func late(_ progress: Progress) -> AlertRule {
    let last = "kube_cronjob_status_last_successful_time"
    let seconds = progress.limit.seconds
    let reached = TestSeries.reached - seconds
    let onset = AlertFault.Onset.at(TestSeries.reached + 2 * TestSeries.step)
    let values = { (value: Int) in [Int](repeating: value, count: 9) }
    return rule(
      "Late", "time() - max(\(cronJobs(last)) or \(cronJobs("kube_cronjob_created"))) > \(seconds)",
      hold: AlertText.scrapes,
      summary: "\(runs.sentenceTitle) of \(policy) is late",
      description: AlertText.late(progress) + " Before the first success the time counts from the CronJob's creation. "
        + lookAtJobs,
      faults: [
        AlertFault(
          title: "no run ever succeeded", series: [Self.series("kube_cronjob_created", names, values(reached))],
          onset: onset),
        AlertFault(
          title: "the last success is as old as it may be, and none follows",
          series: [
            Self.series("kube_cronjob_created", names, values(reached - seconds)),
            Self.series(last, names, values(reached)),
          ], onset: onset),
      ])
  }

  private var unseen: AlertRule {
    rule(
      "Unseen", "absent(\(cronJobs("kube_cronjob_created")))", hold: AlertText.pause,
      summary: "There is no CronJob for \(runs.title) of \(policy)",
      description: "For \(PromQL.duration(AlertText.pause)) kube-state-metrics has known no CronJob in namespace "
        + "\(names.namespace) whose name matches `\(names.pattern)`: it was removed, is called otherwise, or "
        + "kube-state-metrics isn't scraped.",
      faults: [AlertFault(title: "there is no CronJob", series: [], onset: .held(AlertText.pause))])
  }

  private var failed: AlertRule {
    let last = "kube_cronjob_status_last_successful_time"
    return rule(
      "Failed",
      """
      max(\(jobs("kube_job_status_start_time"))
        and on (namespace, job_name) \(jobs("kube_job_failed", [("condition", "true")])) == 1
        \(ofOurs))
      > (max(\(cronJobs(last))) or vector(0))
      """,
      hold: 0,
      summary: "A run of \(runs.title) of \(policy) failed",
      description:
        "A Job failed, its retries included, that started after the last success. It ends when a run succeeds. "
        + lookAtJobs,
      faults: [
        AlertFault(
          title: "a run fails, and a later one succeeds",
          series: [
            Self.job("kube_job_status_start_time", names, [5, 5, 5, 5, 5]),
            Self.job("kube_job_failed", names, [0, 1, 1, 1, 1], [("condition", "true")]),
            Self.owner(names, count: 5), Self.series(last, names, [4, 4, 4, 2000, 2000]),
          ], onset: .at(TestSeries.step), end: 3 * TestSeries.step)
      ])
  }

  private var hung: AlertRule {
    // The controller ends a run at its deadline; then its pods have as long to go away.
    let limit = runs.deadline + AlertText.scrapes
    return rule(
      "Hung",
      """
      max(time() - \(jobs("kube_job_status_start_time"))
        and on (namespace, job_name) \(jobs("kube_job_status_active")) > 0
        \(ofOurs))
      > \(limit)
      """,
      hold: AlertText.scrapes,
      summary: "A run of \(runs.title) of \(policy) doesn't end",
      description:
        "A Job has been active for more than \(PromQL.duration(limit)): \(PromQL.duration(runs.deadline)) are "
        + "its time limit, and the cluster could not end it. \(lookAtJobs)",
      faults: [
        AlertFault(
          title: "a run neither ends nor can be ended",
          series: [
            Self.job("kube_job_status_start_time", names, Array(repeating: TestSeries.reached - limit, count: 9)),
            Self.job("kube_job_status_active", names, Array(repeating: 1, count: 9)), Self.owner(names, count: 9),
          ], onset: .at(TestSeries.reached + 2 * TestSeries.step))
      ])
  }

  private var suspended: AlertRule {
    rule(
      "Suspended", "max(\(cronJobs("kube_cronjob_spec_suspend"))) == 1", hold: AlertText.pause,
      summary: "Nothing starts \(runs.title) of \(policy)",
      description:
        "A CronJob has been suspended for \(PromQL.duration(AlertText.pause)), and the policy doesn't say so.",
      faults: [
        AlertFault(
          title: "a CronJob is suspended",
          series: [Self.series("kube_cronjob_spec_suspend", names, Array(repeating: 1, count: 9))],
          onset: .held(AlertText.pause))
      ])
  }

  private var lookAtJobs: String { "See `kubectl --namespace=\(names.namespace) get jobs` and the Job's logs." }
}
