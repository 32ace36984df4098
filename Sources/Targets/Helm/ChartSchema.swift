import Formats
import Planning

/// `values.schema.json`: closed, so that misspelt values are rejected, as are values that weren't proven.
struct ChartSchema {
  let values: ChartValuesFile

  func document() -> JSONValue {
    var schema = Self.closedObject([
      ("nameOverride", Self.reference("name")),
      ("fullnameOverride", Self.reference("name")),
      ("images", Self.closed(values.images().map { ($0.key, Self.text) })),
      ("imagePullSecrets", ["type": "array", "items": Self.closed([("name", Self.text)])]),
      ("labels", Self.reference("strings")),
      ("annotations", Self.reference("strings")),
      ("podLabels", Self.reference("strings")),
      ("podAnnotations", Self.reference("strings")),
      ("nodeSelector", Self.reference("strings")),
      ("tolerations", ["type": "array", "items": Self.toleration]),
      ("affinity", Self.affinity),
      ("priorityClassName", ["type": "string"]),
      (
        "serviceAccount",
        Self.closed([("name", Self.reference("name")), ("annotations", Self.reference("strings"))])
      ),
      ("jobs", jobs()),
    ])
    // Helm passes this to every chart, even if it isn't used.
    if case .object(var properties) = schema["properties"] {
      properties["global"] = ["type": "object"]
      schema["properties"] = .object(properties)
    }
    var document: JSONObject = ["$schema": "https://json-schema.org/draft/2020-12/schema"]
    document["$comment"] = .string(GeneratedNotice.lines(for: values.plan).joined())
    for member in schema.members { document[member.name] = member.value }
    document["$defs"] = Self.definitions
    return .object(document)
  }

  private func jobs() -> JSONValue {
    Self.closed(values.set.workloads.flatMap { workload in workload.runs.map { ($0.name, job(workload, $0)) } })
  }

  private func job(_ workload: Workload, _ run: Workload.Run) -> JSONValue {
    let starts = [run] + workload.choices.starts
    var properties: [(String, JSONValue)] = [
      ("schedule", Self.exactly(starts.map { .string($0.schedule) })),
      ("timeZone", Self.exactly(starts.map { .string($0.timeZone) })),
      ("suspend", Self.exactly([.boolean(workload.suspended)] + (workload.choices.suspension ? [true, false] : []))),
      ("startingDeadlineSeconds", Self.exactly([.integer(workload.startingDeadline)])),
      (
        "activeDeadlineSeconds",
        Self.exactly([.integer(workload.deadline)] + workload.choices.deadlines.map { .integer($0) })
      ),
    ]
    if let retention = workload.retention { properties.append(("retention", Self.exactly([.string(retention)]))) }
    properties.append(
      ("resources", Self.closed(workload.containers.map { ($0.phase.rawValue, Self.reference("resources")) })))
    var schema = Self.closedObject(properties)
    if !workload.choices.starts.isEmpty {
      // A schedule was proven in its zone, not in another's.
      schema["anyOf"] = .array(
        starts.map { start in
          [
            "properties": [
              "schedule": ["const": .string(start.schedule)], "timeZone": ["const": .string(start.timeZone)],
            ]
          ]
        })
    }
    return .object(schema)
  }
}
