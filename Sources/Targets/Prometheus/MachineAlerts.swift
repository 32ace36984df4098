import Formats

/// The rules for one backup, upkeep or drill on machines, from node_exporter's metrics and what runs leave in its folder.
struct MachineAlerts {
  let policy: String
  let runs: WatchedRuns
  let services: [String]
  let timers: [String]

  var rules: [AlertRule] {
    runs.progress.flatMap { [late($0), unseen($0)] } + [failed, hung] + (timers.isEmpty ? [] : [suspended])
  }

  /// The series that a success of `progress` sets.
  static func series(of progress: Progress, _ runs: WatchedRuns) -> (name: String, labels: [AlertLabel]) {
    let metric =
      switch runs.kind {
      case .backup: "backstay_last_success_timestamp_seconds"
      case .upkeep: "backstay_upkeep_last_success_timestamp_seconds"
      case .drill: "backstay_drill_last_success_timestamp_seconds"
      }
    return (metric, progress.seriesLabels)
  }

  /// The state of a unit, as node_exporter's systemd collector says it.
  static func state(of unit: String, _ state: String, _ values: [Int]) -> TestSeries {
    TestSeries("node_systemd_unit_state", [("name", unit), ("state", state)], values)
  }

  private func selector(of progress: Progress) -> String {
    let series = Self.series(of: progress, runs)
    let exact = series.labels.filter { label in !progress.patterns.contains { $0.name == label.name } }
    return PromQL.series(series.name, exact, matching: progress.patterns)
  }

  private func late(_ progress: Progress) -> AlertRule {
    let limit = progress.limit
    let series = Self.series(of: progress, runs)
    // A machine that is gone takes its series with it; its last success is remembered for as long as it may be old.
    let newest = "max(last_over_time(\(selector(of: progress))[\(PromQL.duration(limit.seconds))]))"
    return AlertRule(
      name: "Backstay\(runs.kind.rawValue)Late", expression: "time() - \(newest) > \(limit.seconds)",
      hold: AlertText.scrapes, labels: runs.labels + progress.labels,
      summary: "\(runs.sentenceTitle) of \(policy) is late",
      description: AlertText.late(progress) + " \(lookAtLog)",
      faults: [
        AlertFault(
          title: "the last success is as old as it may be, and none follows",
          series: [.constant(series.name, series.labels, TestSeries.reached - limit.seconds)],
          onset: .at(TestSeries.reached + 2 * TestSeries.step))
      ])
  }

  private func unseen(_ progress: Progress) -> AlertRule {
    let seconds = progress.limit.seconds
    return AlertRule(
      name: "Backstay\(runs.kind.rawValue)Unseen", expression: "absent(\(selector(of: progress)))", hold: seconds,
      labels: runs.labels + progress.labels,
      summary: "\(runs.sentenceTitle) of \(policy) has left no sign of a success",
      description:
        "For \(PromQL.duration(seconds)) no series has told of any \(progress.words) that succeeded: none did, or "
        + "its metrics aren't scraped. The first run has as long as any other (\(progress.limit.sum)). \(lookAtLog)",
      faults: [AlertFault(title: "nothing was ever seen", series: [], onset: .held(seconds))])
  }

  private var failed: AlertRule {
    AlertRule(
      name: "Backstay\(runs.kind.rawValue)Failed", expression: "\(states("failed")) == 1", hold: 0,
      labels: runs.labels,
      summary: "A run of \(runs.title) of \(policy) failed",
      description: "The last run of the unit in the label `name` failed. It ends when a run succeeds. \(lookAtLog)",
      faults: [
        AlertFault(
          title: "a run fails, and a later one succeeds",
          series: services.map { Self.state(of: $0, "failed", [0, 1, 1, 0, 0]) }, onset: .at(TestSeries.step),
          end: 3 * TestSeries.step, added: services.map { [AlertLabel("name", $0)] })
      ])
  }

  private var hung: AlertRule {
    // systemd itself ends a run at its deadline, and kills what has not ended a minute later.
    let hold = runs.deadline + 60 + AlertText.scrapes
    return AlertRule(
      name: "Backstay\(runs.kind.rawValue)Hung", expression: "\(states("activating")) == 1", hold: hold,
      labels: runs.labels,
      summary: "A run of \(runs.title) of \(policy) doesn't end",
      description: "The unit in the label `name` has been running for \(PromQL.duration(hold)): "
        + "\(PromQL.duration(runs.deadline)) are its time limit, and systemd could not end it. \(lookAtLog)",
      faults: [
        AlertFault(
          title: "a run neither ends nor can be ended",
          series: [Self.state(of: services[0], "activating", Array(repeating: 1, count: TestSeries.longest))],
          onset: .held(hold), added: [[AlertLabel("name", services[0])]])
      ])
  }

  private var suspended: AlertRule {
    let active = "node_systemd_unit_state{name=~\(pattern(timers)),state=\"active\"} == 1"
    let all =
      timers.count == 1 ? timers[0] : timers.dropLast().joined(separator: ", ") + " and " + timers[timers.count - 1]
    return AlertRule(
      name: "Backstay\(runs.kind.rawValue)Suspended",
      expression: "(count(max by (name) (\(active))) or vector(0)) < \(timers.count)", hold: AlertText.pause,
      labels: runs.labels,
      summary: "Nothing starts \(runs.title) of \(policy)",
      description:
        "For \(PromQL.duration(AlertText.pause)) not every timer has been seen active: \(all). Stopped timers "
        + "start with `systemctl enable --now`; otherwise the machine, its node_exporter or the systemd collector is away.",
      faults: [
        AlertFault(
          title: "a timer is stopped",
          series: timers.enumerated().map {
            Self.state(of: $0.element, "active", Array(repeating: $0.offset == 0 ? 0 : 1, count: 9))
          }, onset: .held(AlertText.pause)),
        AlertFault(title: "no unit is seen at all", series: [], onset: .held(AlertText.pause)),
      ])
  }

  private func states(_ state: String) -> String {
    "max by (name) (node_systemd_unit_state{name=~\(pattern(services)),state=\"\(state)\"})"
  }

  private func pattern(_ units: [String]) -> String {
    TemplateText.quoted(units.map { PromQL.pattern(for: $0) }.joined(separator: "|"))
  }

  private var lookAtLog: String {
    services.count == 1
      ? "See `journalctl --unit=\(services[0])`." : "See `journalctl --unit=…` and `systemctl list-timers`."
  }
}
