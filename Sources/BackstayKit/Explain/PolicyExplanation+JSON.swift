internal import Formats
internal import Schedules

extension PolicyExplanation {
  /// Explanations as one JSON document: `{"policies": […]}`. Times are RFC 3339, other numbers seconds, bytes or counts.
  package static func json(_ explanations: [PolicyExplanation]) -> String {
    let root: JSONObject = ["policies": .array(explanations.map { .object($0.object) })]
    return JSONValue.object(root).rendered()
  }

  private var object: JSONObject {
    var object: JSONObject = ["policy": .string(policy)]
    object.set("owner", owner.map { .string($0) })
    object["digest"] = .string(digest)
    object["from"] = .string(from.rfc3339)
    object["days"] = .integer(days)
    object.set("tzdata", tzdata.map { .string($0) })
    object["materials"] = .array(materials.map { .object($0.object) })
    object["objectives"] = .array(
      objectives.map {
        [
          "name": .string($0.name), "demand": .string($0.demand), "proven": .boolean($0.isProven),
          "evidence": .strings($0.evidence),
        ]
      })
    object["backups"] = .array(backups.map { .object($0.object) })
    object["failureDomains"] = .array(domains.map { .object($0.object) })
    object["defaults"] = .array(
      defaults.map { ["key": .string($0.key), "value": .string($0.value), "reason": .string($0.reason)] })
    object["waivers"] = .array(
      waivers.map { waiver in
        var object: JSONObject = ["rule": .string(waiver.rule)]
        object.set("at", waiver.place.map { .string($0) })
        object["reason"] = .string(waiver.reason)
        object.set("owner", waiver.owner.map { .string($0) })
        object["expires"] = .string(String(waiver.expires.rfc3339.prefix(10)))
        return .object(object)
      })
    object["targets"] = .array(
      targets.map { ["name": .string($0.name), "differences": .strings($0.differences)] })
    return object
  }
}

extension MaterialExplanation {
  fileprivate var object: JSONObject {
    var object: JSONObject = ["name": .string(name), "what": .string(what), "external": .boolean(isExternal)]
    object.set("expectedBytes", expectedBytes.map { .integer($0) })
    object["backups"] = .strings(backups)
    return object
  }
}

extension DomainExplanation {
  fileprivate var object: JSONObject {
    [
      "name": .string(name), "source": .boolean(isSource),
      "copies": .array(
        copies.map {
          [
            "sink": .string($0.sink), "bestEffort": .boolean($0.isBestEffort), "materials": .strings($0.materials),
          ]
        }),
    ]
  }
}

extension BackupExplanation {
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "name": .string(name), "materials": .strings(materials), "methods": .strings(methods),
      "sinks": .array(sinks.map { .object($0.object) }), "cadence": .string(cadence),
    ]
    object.set("atLatestEvery", onChange.map { .integer($0.atLatestEvery) })
    object["suspended"] = .boolean(isSuspended)
    object["runs"] = .array(runs.map { .object(self.object(of: $0)) })
    object.set("longestGap", longestGap.map { .object($0.object) })
    object.set("shortestGap", shortestGap.map { .object($0.object) })
    object["startWithin"] = .integer(startWithin)
    object["deadline"] = .integer(deadline)
    object.set("archive", archive.map { .integer($0) })
    object["losses"] = .array(
      losses.map { loss in
        [
          "sinks": .strings(loss.sinks), "failures": .integer(loss.failures), "seconds": .integer(loss.seconds),
          "gap": .object(loss.gap.object),
          "parts": .array(loss.parts.map { ["seconds": .integer($0.seconds), "what": .string($0.what)] }),
        ]
      })
    object["keeping"] = .array(keeping.map { .object($0.object) })
    return object
  }

  private func object(of run: RunExplanation) -> JSONObject {
    var object: JSONObject = ["at": .string(run.instant.rfc3339)]
    if !zones.isEmpty {
      object["local"] = .object(JSONObject(zones.map { ($0.name, .string(run.instant.rfc3339(in: $0))) }))
    }
    object.set("kind", run.kind.map { .string($0) })
    object["sinks"] = .strings(run.sinks)
    return object
  }
}

extension SinkExplanation {
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "name": .string(name), "what": .string(what), "failureDomain": .string(failureDomain),
      "bestEffort": .boolean(isBestEffort),
    ]
    object.set("cadence", cadence.map { .string($0) })
    return object
  }
}

extension KeepingExplanation {
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "sink": .string(sink), "rule": .string(rule), "minimumCopies": .integer(minimumCopies),
      "physical": .boolean(isPhysical),
    ]
    switch outcome {
    case .unknown(let reason): object["unknown"] = .string(reason)
    case .growing(let growth):
      var growing: JSONObject = [
        "copiesPerYear": .integer(growth.copiesPerYear), "atLeast": .boolean(growth.followsChanges),
      ]
      growing.set("bytesPerYear", growth.bytesPerYear.map { .integer($0) })
      object["growing"] = .object(growing)
    case .steady(let steady): object["steady"] = .object(steady.object)
    }
    return object
  }
}

extension SteadyCopies {
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "fewestCopies": .integer(copies.lowerBound), "mostCopies": .integer(copies.upperBound),
      "leastOldestAge": .integer(oldestAge.lowerBound), "greatestOldestAge": .integer(oldestAge.upperBound),
      "newest": .string(newest.rfc3339), "oldest": .string(oldest.rfc3339), "surplus": .integer(surplus),
      "tool": .string(tool), "continuous": .boolean(isContinuous),
      "ifNothingChanges": .boolean(followsChanges),
    ]
    object.set("bytes", bytes.map { .integer($0) })
    object["ages"] = .array(
      picture.rows.map {
        [
          "unit": .string($0.unit), "first": .integer($0.first), "hasCopy": .array($0.hasCopy.map { .boolean($0) }),
        ]
      })
    return object
  }
}

extension RunGap {
  fileprivate var object: JSONObject {
    ["from": .string(start.rfc3339), "to": .string(end.rfc3339), "seconds": .integer(Int(seconds))]
  }
}

extension JSONValue {
  fileprivate static func strings(_ strings: [String]) -> JSONValue { .array(strings.map { .string($0) }) }
}
