import Artifacts
import Diagnostics
import Schedules
import Testing

@testable import Planning
@testable import Targets

@Suite("The target prometheus")
struct PrometheusTargetTests {
  private typealias Plans = SystemdPlans

  private func alerts(_ labels: [(String, String)] = [], severity: String = "critical") -> AlertSettings {
    AlertSettings(
      severity: severity, labels: labels.map { .init(name: Plans.text($0.0, line: 70), value: Plans.text($0.1)) },
      origin: Plans.span(71))
  }

  private func findings(_ plan: BackupPlan) -> [Diagnostic] {
    var diagnostics = Diagnostics()
    PrometheusTarget().check(plan, &diagnostics)
    return diagnostics.all
  }

  private func rules(_ plan: BackupPlan, of folder: String = "systemd") throws -> [AlertRule] {
    let source = try #require(AlertSource.all(in: plan).first { $0.folder == folder })
    return source.rules(policy: plan.name.value)
  }

  @Test func eachDeclaredSourceHasItsFiles() throws {
    let plan = KubernetesTestPlans.plan {
      $0.alerts = self.alerts()
      $0.systemd = Plans.settings()
    }
    var diagnostics = Diagnostics()
    let tree = try #require(PrometheusTarget().artifacts(for: plan, &diagnostics))
    let files = ["rules.yaml", "tests.yaml"]
    #expect(
      tree.artifacts.map { $0.path } == ["helm", "kubernetes", "systemd"].flatMap { at in files.map { "\(at)/\($0)" } })
    #expect(!PrometheusTarget().isDeclared(in: KubernetesTestPlans.plan()))
  }

  @Test func whatThePolicyDoesNotStartIsNeitherLateNorMissing() throws {
    var paused = try Plans.nightly()
    paused.longestGap = 86_400
    paused.suspended = true
    var manual = try Plans.nightly()
    manual.trigger = .manual
    for job in [paused, manual] {
      #expect(try rules(Plans.plan([job])).map { $0.name } == ["BackstayBackupFailed", "BackstayBackupHung"])
    }
    let cluster = KubernetesTestPlans.plan([KubernetesTestPlans.job("a", [KubernetesTestPlans.database], .manual)])
    #expect(
      try rules(cluster, of: "kubernetes").map { $0.name } == [
        "BackstayBackupUnseen", "BackstayBackupFailed", "BackstayBackupHung",
      ])
  }

  @Test func theLongestDeadlineThatMayBeChosenCounts() throws {
    var job = KubernetesTestPlans.nightly
    job.longestGap = 86_400
    job.alternatives.deadlines = [7200]
    let plan = KubernetesTestPlans.plan([job])
    let chart = try #require(try rules(plan, of: "helm").first)
    #expect(chart.expression.hasSuffix("> \(86_400 + 1800 + 7200)"))
    let manifests = try #require(try rules(plan, of: "kubernetes").first)
    #expect(manifests.expression.hasSuffix("> \(86_400 + 1800 + 3600)"))
  }

  @Test func looksCountAsRunsAndCopiesHaveALimitOfTheirOwn() throws {
    var job = try Plans.keys()
    job.longestGap = 3600
    let rules = try rules(Plans.plan([job]))
    let late = try #require(rules.first { $0.name == "BackstayBackupLate" })
    #expect(late.expression.hasSuffix("> \(3600 + 1800 + 3600)"))
    let old = try #require(rules.first { $0.name == "BackstayCopyOld" })
    #expect(old.expression.hasSuffix("> \(86_400 + 3600 + 1800 + 3600)"))
  }

  @Test func eachKindOfAPhysicalBackupIsWatchedAtEachSink() throws {
    let physical = PgBackRestPlans.plan([
      PgBackRestPlans.job(shipments: [
        PgBackRestPlans.shipment(), PgBackRestPlans.shipment("offsite", PgBackRestPlans.s3()),
      ])
    ]) { $0.pgbackrest?.metrics = PgBackRestPlans.text("/var/lib/node_exporter") }
    let late = try rules(physical).filter { $0.name == "BackstayBackupLate" }
    #expect(
      late.map { rule in rule.labels.map { $0.value }.joined(separator: " ") } == [
        "physical local full", "physical local differential", "physical local incremental", "physical offsite full",
        "physical offsite differential", "physical offsite incremental",
      ])
    // Two repositories of one cadence: the second waits for the first.
    #expect(late[0].expression.hasSuffix("> \(7 * 86_400 + 60 + 3600 + 3600)"))
    #expect(late[2].expression.contains(#"sink="local",kind=~"full|differential|incremental""#))
    let behind = try #require(try rules(physical).first { $0.name == "BackstayWALBehind" })
    #expect(behind.expression.hasSuffix("> 60"))
  }

  @Test(arguments: [
    ("app.kubernetes.io/name", "x"), ("__name__", "x"), ("2nd", "x"), ("severity", "x"), ("policy", "x"),
    ("alertstate", "x"),
  ])
  func aLabelThatCannotBeIsRefused(name: String, value: String) throws {
    let plan = Plans.plan([try Plans.nightly()]).with { $0.alerts = self.alerts([(name, value)]) }
    #expect(findings(plan).map { $0.code } == ["not-supported-by-target"])
  }

  @Test func labelsAndNamesThatCanBeAreNot() throws {
    let plan = KubernetesTestPlans.plan { $0.alerts = self.alerts([("team", "{{ a \" b }}"), ("_x1", "y")]) }
    #expect(findings(plan).isEmpty)
  }

  @Test func aNameThatTheChartAlwaysCutsIsRefused() {
    let long = KubernetesTestPlans.job(String(repeating: "n", count: 45), [KubernetesTestPlans.database], .manual)
    let plan = KubernetesTestPlans.plan([long]) { $0.alerts = self.alerts() }
    #expect(findings(plan).map { $0.code } == ["not-supported-by-target"])
    // The manifests' own names are known, whatever hash they have.
    #expect(
      findings(plan.with { $0.helm = nil }).isEmpty)
  }
}
