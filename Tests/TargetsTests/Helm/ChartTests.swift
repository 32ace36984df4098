import Artifacts
import Formats
import Testing

@testable import Diagnostics
@testable import Planning
@testable import Targets

struct ChartTests {
  private typealias Plans = KubernetesTestPlans

  private func chart(of plan: BackupPlan) throws -> [String: String] {
    var diagnostics = Diagnostics()
    let tree = try #require(HelmTarget().artifacts(for: plan, &diagnostics))
    return Dictionary(uniqueKeysWithValues: tree.artifacts.map { ($0.path, $0.contents) })
  }

  @Test func hasTheFilesOfAChart() throws {
    #expect(
      try chart(of: Plans.plan([Plans.nightly])).keys.filter { !$0.hasPrefix("files/runtime-") }.sorted() == [
        ".helmignore", "Chart.yaml", "files/nightly.capture.sh", "files/nightly.ship.sh", "templates/NOTES.txt",
        "templates/_cronjob.tpl", "templates/_helpers.tpl", "templates/configmap-scripts.yaml",
        "templates/cronjob-nightly.yaml",
        "templates/networkpolicy-nightly.yaml", "templates/serviceaccount.yaml", "values.schema.json", "values.yaml",
      ])
  }

  @Test func asksForTheKubernetesThatThePolicyNames() throws {
    let text = try #require(chart(of: Plans.plan())["Chart.yaml"])
    #expect(text.contains("\nname: certctl\n"))
    #expect(text.contains("\nkubeVersion: \">=1.29.0-0\"\n"))
  }

  @Test(arguments: [
    (["images", "restic"], ".Values.images.restic"),
    (["jobs", "nightly-2", "schedule"], #"(index .Values "jobs" "nightly-2" "schedule")"#),
    (["jobs", "2x"], #"(index .Values "jobs" "2x")"#),
  ])
  func readsValues(path: [String], expression: String) { #expect(ChartTemplate.value(at: path) == expression) }

  @Test func quotesForGo() {
    #expect(TemplateText.quoted("a \"b\" \\ {{ \n\u{1}") == #""a \"b\" \\ {{ \n\x01""#)
    #expect(ChartTemplate.dictionary([]) == "dict")
    #expect(ChartTemplate.dictionary([("a", "b")]) == #"dict "a" "b""#)
  }

  /// The two targets can't drift apart: the chart says the same but where it has a template.
  @Test func saysWhatThePlainManifestsSay() throws {
    let (plain, chart) = (manifests(of: Plans.plan()), chartTemplates(of: Plans.plan()))
    #expect(plain.keys.sorted() == chart.keys.sorted())
    for (name, document) in chart {
      #expect(difference(document, try #require(plain[name]), at: name) == [])
    }
  }

  private func difference(_ chart: YAMLValue, _ plain: YAMLValue, at path: String) -> [String] {
    switch (chart, plain) {
    case (.template, _): return []
    case (.flow(let chart), .flow(let plain)): return difference(chart, plain, at: path)
    case (.mapping(let chart), .mapping(let plain)):
      var found: [String] = []
      for entry in plain.entries where entry.key != "namespace" && chart[entry.key] == nil {
        found.append("\(path)/\(entry.key) is missing")
      }
      for entry in chart.entries {
        if let other = plain[entry.key] {
          found += difference(entry.value, other, at: "\(path)/\(entry.key)")
        } else if case .template = entry.value {
          continue
        } else {
          found.append("\(path)/\(entry.key) is the chart's alone")
        }
      }
      return found
    case (.sequence(let chart), .sequence(let plain)) where chart.count == plain.count:
      return zip(chart, plain).enumerated().flatMap { difference($1.0, $1.1, at: "\(path)/\($0)") }
    default: return chart == plain ? [] : [path]
    }
  }

  @Test func letsAnInstallationChoose() throws {
    let chart = try chart(of: Plans.plan([Plans.nightly]))
    let common = try #require(chart["templates/_cronjob.tpl"])
    for line in [
      "schedule: {{ toJson $job.schedule }}", "suspend: {{ toJson $job.suspend }}",
      "affinity: {{ toJson .Values.affinity }}", "name: {{ include \"certctl.name\" (list . $run) | toJson }}",
    ] { #expect(common.contains(" \(line)\n"), "\(line)") }
    let template = try #require(chart["templates/cronjob-nightly.yaml"])
    for line in [
      "image: {{ toJson .Values.images.restic }}", "resources: {{ toJson $job.resources.ship }}",
    ] { #expect(template.contains(" \(line)\n"), "\(line)") }
    #expect(
      template.contains(
        "\n{{ include \"certctl.cronJob\" (list . \"nightly\" \"nightly\" .Values.jobs.nightly 2 70 (dict)) }}\n"))
    #expect(template.contains("\n{{- $job := .Values.jobs.nightly }}\n"))
    for text in [common, template] {
      #expect(!text.contains("namespace:"))
      // `default` takes 0 and false for nothing.
      #expect(!text.contains("| default"))
    }
  }

  @Test func namesWhatMustExist() throws {
    let notes = try #require(chart(of: Plans.plan())["templates/NOTES.txt"])
    #expect(notes.contains("  Secret certctl-postgres, key password: database-password\n"))
    #expect(
      notes.contains(
        "  PersistentVolumeClaim certctl-responder-keys, readable by user or group 70: material-responder-keys\n"))
    #expect(notes.contains("create job --from=cronjob/{{ include \"certctl.name\" (list . \"nightly\") }}"))
  }
}
