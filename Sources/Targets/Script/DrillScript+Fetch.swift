import Diagnostics
import Formats
import Planning

extension DrillScript {
  private var shipments: [Shipment] { sinks.flatMap { $0.uses.map { $0.shipment } } }

  var fetchPrograms: [String] { RunScript.programs(for: shipments) }

  var fetchFunctions: [String] {
    var functions = [ShellFunctions.items] + (site.isContainer ? [ShellFunctions.handOver] : [])
    functions += [ShellFunctions.shipping] + RunScript.functions(for: shipments) + [ShellFunctions.drillFetch]
    let repositories = [
      ("restic", ShellFunctions.resticCopies), ("borg", ShellFunctions.borgCopies),
      ("plain", ShellFunctions.plainCopies),
    ]
    for (word, function) in repositories where shipments.contains(where: { $0.repository.word == word }) {
      functions.append(function)
    }
    return functions
  }

  /// What is wanted from each sink, and the fetch.
  var fetches: [ShellScript.Statement] {
    var statements: [ShellScript.Statement] = []
    for sink in sinks {
      guard let shipment = sink.uses.first?.shipment else { continue }
      let settings = SinkSettings(shipment: shipment, site: site)
      statements.append(.call(["new_place", .text(sink.name.value)]))
      statements += settings.location + settings.repository
      if let identity = sink.identity { statements.append(.assignment(name: "identity", value: identity.value)) }
      for use in sink.uses {
        statements.append(.assignment(name: "backup", value: use.job.name.value))
        statements.append(
          .assignment(name: "maximum_age", value: use.shipment.maximumAge(in: use.job).map { "\($0)" } ?? ""))
        for capture in use.job.captures { statements += wants(capture) }
      }
      let lock = locks.first { $0.sink == sink.name.value }
      if let lock { statements.append(.call(["hold_lock", .text(lock.file)])) }
      statements.append(.call(["fetch", .text(shipment.repository.word)]))
      if lock != nil { statements.append(.call(["release_lock"])) }
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
