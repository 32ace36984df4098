package import Diagnostics
import Formats
package import Planning

extension DrillScript {
  /// What restores and checks the copies.
  var proveParts: [ShellPart] {
    var parts: [ShellPart] = [.drillEvidence, site.evidencePart]
    for sink in sinks {
      if sink.captures.contains(where: { $0.files != nil }) { parts.append(.drillFiles) }
      if sink.captures.contains(where: { $0.isDatabase }) { parts.append(.drillRestore) }
      if sink.captures.contains(where: { $0.holdsGlobals }) { parts.append(.drillRoles) }
      parts += drill.assertions.flatMap { $0.parts(at: sink) }
      if !keys(at: sink).isEmpty { parts.append(.drillKeys) }
    }
    return parts
  }

  /// What each sink's copies must bring back.
  var proofs: [ShellScript.Statement] {
    var statements: [ShellScript.Statement] = []
    for sink in sinks {
      statements += [.gap, .call(["begin_proof", .text(sink.name.value)])]
      statements += expectations(at: sink)
      for capture in sink.captures {
        if let files = capture.files {
          statements.append(
            .call(["prove_files", .text(capture.material.value)] + files.paths.map { ShellWord.text($0.value) }))
        }
      }
      statements += keys(at: sink)
      for capture in sink.captures {
        guard case .postgresql(let server) = capture.source else { continue }
        statements.append(
          .call(
            [
              "prove_server", .text(capture.material.value), .text("\(server.serverVersion)"),
              .text("\(server.minimumTables)"), server.databases == .all ? "all" : "named",
            ] + (server.globals ? ["restore_roles"] : [])))
      }
      statements.append(.call(["end_proof"]))
    }
    return statements
  }

  /// The statements whose databases the sink holds.
  private func expectations(at sink: DrillSink) -> [ShellScript.Statement] {
    var statements: [ShellScript.Statement] = []
    for assertion in drill.assertions {
      guard case .query(let query) = assertion.subject, let place = sink.captures.database(of: query) else { continue }
      func expect(_ operation: ShellWord, _ operand: String) {
        statements.append(
          .call([
            "expect", .text(place.material.value), .text(place.database.value), operation, .text(operand),
            .text(query.sql.value),
          ]))
      }
      if let atLeast = query.atLeast { expect("atLeast", "\(atLeast)") }
      if let equals = query.equals { expect("equals", equals.value) }
    }
    return statements
  }

  /// The pairs of which the sink holds both files.
  private func keys(at sink: DrillSink) -> [ShellScript.Statement] {
    var statements: [ShellScript.Statement] = []
    for assertion in drill.assertions {
      guard case .keyMatches(let certificate, let key) = assertion.subject,
        sink.captures.hold(certificate), sink.captures.hold(key)
      else { continue }
      statements.append(.call(["prove_key", .text(certificate.value), .text(key.value)]))
    }
    return statements
  }
}

extension Capture {
  /// Whether it takes the roles of a server.
  fileprivate var holdsGlobals: Bool {
    if case .postgresql(let source) = source { return source.globals }
    return false
  }
}

extension DrillAssertion {
  /// What checks the assertion in a database; nothing if the sink has no copy of it.
  func parts(at sink: DrillSink) -> [ShellPart] {
    guard case .query(let query) = subject, sink.captures.database(of: query) != nil else { return [] }
    return query.parts
  }
}

extension DrillAssertion.Query {
  /// What runs the query in a database and checks the answer.
  package var parts: [ShellPart] {
    [.drillExpect] + (atLeast == nil ? [] : [.drillAtLeast]) + (equals == nil ? [] : [.drillEquals])
  }
}

extension [Capture] {
  /// The database for `query`, and its material; `nil` if none of these captures contains it.
  package func database(of query: DrillAssertion.Query) -> (material: Text, database: Text)? {
    for capture in self {
      guard case .postgresql(let source) = capture.source else { continue }
      switch (source.databases, query.database) {
      case (.all, let wanted?): return (capture.material, wanted)
      case (.named(let names), let wanted?):
        if names.contains(where: { $0.value == wanted.value }) { return (capture.material, wanted) }
      case (.named(let names), nil):
        if let name = names.first { return (capture.material, name) }
      case (.all, nil): continue
      }
    }
    return nil
  }

  /// Whether one of these captures contains the file at `path`.
  func hold(_ path: Text) -> Bool {
    contains { capture in
      capture.files?.paths.contains { path.value == $0.value || path.value.utf8.starts(with: ($0.value + "/").utf8) }
        ?? false
    }
  }
}
