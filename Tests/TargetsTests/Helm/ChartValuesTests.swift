import Artifacts
import Formats
import Testing

@testable import Diagnostics
@testable import Planning
@testable import Targets

struct ChartValuesTests {
  private typealias Plans = KubernetesTestPlans

  private func values(_ job: Job) throws -> ChartValuesFile {
    let plan = Plans.plan([job])
    let settings = try #require(plan.helm)
    var builder = WorkloadBuilder(plan: plan, settings: settings)
    return ChartValuesFile(plan: plan, settings: settings, set: builder.workloadSet())
  }

  private func schema(_ job: Job, _ path: String...) throws -> JSONValue? {
    var value: JSONValue? = ChartSchema(values: try values(job)).document()
    for key in path {
      guard case .object(let object) = value else { return nil }
      value = object[key]
    }
    return value
  }

  private func proof(_ job: Job, _ key: String) throws -> JSONValue? {
    try schema(job, "properties", "jobs", "properties", "nightly", "properties", key)
  }

  @Test func saysWhatIsInForce() throws {
    let text = try values(Plans.nightly).text()
    #expect(text.contains("\n  restic: restic/restic:0.16.4\n"))
    #expect(text.contains("\n    schedule: \"0 2 * * *\"\n    timeZone: Etc/UTC\n    suspend: false\n"))
    #expect(text.contains("\n    retention: \"offsite: daily 31, weekly 8, never fewer than 3\"\n"))
    #expect(text.contains("\ntolerations: []\n"))
  }

  @Test func holdsProofsToWhatWasProven() throws {
    #expect(try proof(Plans.nightly, "schedule") == ["const": "0 2 * * *"])
    #expect(try proof(Plans.nightly, "timeZone") == ["const": "Etc/UTC"])
    #expect(try proof(Plans.nightly, "suspend") == ["const": false])
    #expect(try proof(Plans.nightly, "activeDeadlineSeconds") == ["const": 3600])
    #expect(try proof(Plans.nightly, "startingDeadlineSeconds") == ["const": 1800])
  }

  @Test func offersWhatWasProvenToo() throws {
    var job = Plans.nightly
    job.alternatives.schedules = [Plans.schedule("0 3 * * *", zone: "Europe/Berlin")]
    job.alternatives.deadlines = [1800, 3600]
    job.alternatives.suspension = true
    #expect(try proof(job, "schedule") == ["enum": ["0 2 * * *", "0 3 * * *"]])
    #expect(try proof(job, "activeDeadlineSeconds") == ["enum": [3600, 1800]])
    #expect(try proof(job, "suspend") == ["enum": [false, true]])
    // Only in its own zone.
    #expect(
      try schema(job, "properties", "jobs", "properties", "nightly", "anyOf") == [
        ["properties": ["schedule": ["const": "0 2 * * *"], "timeZone": ["const": "Etc/UTC"]]],
        ["properties": ["schedule": ["const": "0 3 * * *"], "timeZone": ["const": "Europe/Berlin"]]],
      ])
  }

  @Test func refusesAllThatItDoesNotKnow() throws {
    let document = try #require(try schema(Plans.nightly))
    #expect(openObjects(document, at: "") == ["/global"])
    guard case .object(let definitions) = try schema(Plans.nightly, "$defs") else { return #expect(Bool(false)) }
    #expect(definitions.members.flatMap { openObjects($0.value, at: $0.name) } == [])
  }

  /// The objects that accept any member, by their path through `properties`.
  private func openObjects(_ schema: JSONValue, at path: String) -> [String] {
    guard case .object(let object) = schema else { return [] }
    var found: [String] = []
    if object["type"] == "object", object["additionalProperties"] == nil, object["propertyNames"] == nil {
      found.append(path)
    }
    if case .object(let properties) = object["properties"] {
      for member in properties.members { found += openObjects(member.value, at: "\(path)/\(member.name)") }
    }
    if let items = object["items"] { found += openObjects(items, at: path + "/*") }
    return found
  }

  /// A value that no template reads would be a promise that nothing keeps.
  @Test func hasNoValueWithoutUse() throws {
    var diagnostics = Diagnostics()
    let tree = try #require(HelmTarget().artifacts(for: Plans.plan([Plans.nightly]), &diagnostics))
    let text = tree.artifacts.filter { $0.path.hasPrefix("templates/") }.map { $0.contents }.joined()
    guard case .object(let properties) = try schema(Plans.nightly, "properties") else {
      Issue.record("no properties")
      return
    }
    for member in properties.members where member.name != "global" {
      #expect(text.contains(".Values.\(member.name)"), "\(member.name)")
    }
    guard
      case .object(let job) = try schema(
        Plans.nightly, "properties", "jobs", "properties", "nightly", "properties")
    else {
      Issue.record("no job")
      return
    }
    for member in job.members { #expect(text.contains("$job.\(member.name)"), "\(member.name)") }
  }
}
