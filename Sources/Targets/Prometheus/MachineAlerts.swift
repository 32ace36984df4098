import Formats

/// The rules for one backup, upkeep or drill on machines, from node_exporter's metrics and the runs' metrics files.
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

  /// The state of a unit, from node_exporter's systemd collector.
  static func state(of unit: String, _ state: String, _ values: [Int]) -> TestSeries {
    TestSeries("node_systemd_unit_state", [("name", unit), ("state", state)], values)
  }

  private func selector(of progress: Progress) -> String {
    let series = Self.series(of: progress, runs)
    let exact = series.labels.filter { label in !progress.patterns.contains { $0.name == label.name } }
    return PromQL.series(series.name, exact, matching: progress.patterns)
  }

  /// Seconds that a run may take: systemd stops it at its deadline, and kills it a minute later.
  static func longestRun(_ runs: WatchedRuns) -> Int { runs.deadline + 60 + AlertText.scrapes }

  private func rule(
    _ word: String, _ expression: String, hold: Int, _ labels: [AlertLabel] = [], summary: String, description: String,
    scenes: [FaultScene], added: [[AlertLabel]] = [[]]
  ) -> AlertRule {
    AlertRule(
      name: "Backstay\(runs.kind.rawValue)\(word)", expression: expression, hold: hold, labels: runs.labels + labels,
      summary: summary, description: description, scenes: scenes, added: added)
  }

  private func late(_ progress: Progress) -> AlertRule {
    let seconds = progress.limit.seconds
    // A machine that is gone takes its series with it; its last success is remembered for as long as it may be old.
    let newest = "max(last_over_time(\(selector(of: progress))[\(PromQL.duration(seconds))]))"
    return rule(
      "Late", "time() - \(newest) > \(seconds)", hold: AlertText.scrapes, progress.labels,
      summary: "\(runs.sentenceTitle) of \(policy) is late", description: "\(AlertText.late(progress)) \(lookAtLog)",
      scenes: [.standstill])
  }

  // The first run has as long as any other.
  private func unseen(_ progress: Progress) -> AlertRule {
    let seconds = progress.limit.seconds
    return rule(
      "Unseen", "absent(\(selector(of: progress)))", hold: seconds, progress.labels,
      summary: "No recorded success of \(runs.title) of \(policy)",
      description:
        "No successful \(progress.words) for \(PromQL.duration(seconds)), or node_exporter isn't scraped. \(lookAtLog)",
      scenes: [.absence])
  }

  private var failed: AlertRule {
    rule(
      "Failed", "\(states("failed")) == 1", hold: 0,
      summary: "\(runs.sentenceTitle) of \(policy) failed", description: lookAtLog,
      scenes: [.failure], added: services.map { named($0) })
  }

  private var hung: AlertRule {
    let hold = Self.longestRun(runs)
    return rule(
      "Hung", "\(states("activating")) == 1", hold: hold,
      summary: "\(runs.sentenceTitle) of \(policy) hangs",
      description:
        "It has run for \(PromQL.duration(hold)): systemd didn't stop it after \(PromQL.duration(runs.deadline)). "
        + lookAtLog,
      scenes: [.standstill], added: [named(services[0])])
  }

  private var suspended: AlertRule {
    let active = "\(state("active", of: timers)) == 1"
    let some = "(count(max by (name) (\(active))) or vector(0)) < \(timers.count)"
    return rule(
      "Suspended", timers.count == 1 ? "absent(\(active))" : some, hold: AlertText.pause,
      summary: "Nothing starts \(runs.title) of \(policy)",
      description: "A timer is stopped, or the machine or node_exporter is down. Start: `systemctl enable --now "
        + "\(timers.joined(separator: " "))`.",
      scenes: [.standstill, .absence])
  }

  /// The state of the services, unit by unit where there are several.
  private func states(_ word: String) -> String {
    "max\(services.count == 1 ? "" : " by (name) ")(\(state(word, of: services)))"
  }

  /// The label that tells which of several services is meant.
  private func named(_ service: String) -> [AlertLabel] { services.count == 1 ? [] : [AlertLabel("name", service)] }

  private func state(_ word: String, of units: [String]) -> String {
    let pattern = units.map { PromQL.pattern(for: $0) }.joined(separator: "|")
    let name = units.count == 1 ? "=\(TemplateText.quoted(units[0]))" : "=~\(TemplateText.quoted(pattern))"
    return "node_systemd_unit_state{name\(name),state=\"\(word)\"}"
  }

  private var lookAtLog: String {
    let units = services.count == 1 ? String(services[0].dropLast(".service".count)) : "'\(beginning)*'"
    return "See `journalctl -u \(units)`."
  }

  /// What the names of all services begin with.
  private var beginning: String {
    services.dropFirst().reduce(services[0]) { String(zip($0, $1).prefix { $0 == $1 }.map { $0.0 }) }
  }
}
