import Diagnostics
import Formats
import Planning

extension DrillScript {
  /// What fetches the copies.
  var fetchParts: [ShellPart] {
    var parts: [ShellPart] = [.drillFetch] + (locks.isEmpty ? [] : [.drillLock])
    for sink in sinks {
      parts += sink.uses.flatMap { $0.shipment.fetchingParts }
      if sink.holdsAllDatabases { parts += [.drillFetchAll] + sink.uses.flatMap { $0.shipment.databaseFindingParts } }
    }
    return parts
  }

  /// What is wanted from each sink, and the fetch.
  var fetches: [ShellScript.Statement] {
    var statements: [ShellScript.Statement] = []
    for sink in sinks {
      guard let shipment = sink.uses.first?.shipment else { continue }
      let settings = SinkSettings(shipment: shipment)
      statements += [.gap, .call(["new_place", .text(sink.name.value)])]
      statements += settings.location + settings.repository
      if let identity = sink.identity { statements.append(.assignment(name: "identity", value: identity.value)) }
      for use in sink.uses {
        let age = use.shipment.maximumAge(in: use.job).map { "\($0)" } ?? ""
        statements.append(.call(["from_backup", .text(use.job.name.value), .text(age)]))
        for capture in use.job.captures { statements += wants(capture) }
      }
      let lock = locks.first { $0.sink == sink.name.value }
      statements.append(
        .call(
          (lock.map { ["with_lock", .text($0.file)] } ?? []) + ["fetch", .text(shipment.repository.kind.word)]
            + (sink.holdsAllDatabases ? ["find_databases"] : [])))
    }
    return statements
  }

  private func wants(_ capture: Capture) -> [ShellScript.Statement] {
    let material = ShellWord.text(capture.material.value)
    guard case .postgresql(let source) = capture.source else { return [.call(["want", material, "files"])] }
    var statements: [ShellScript.Statement] = []
    switch source.databases {
    case .all: statements.append(.call(["want", material, "databases"]))
    case .named(let names):
      for name in names { statements.append(.call(["want", material, "database", .text(name.value)])) }
    }
    if source.globals { statements.append(.call(["want", material, "globals"])) }
    return statements
  }
}
