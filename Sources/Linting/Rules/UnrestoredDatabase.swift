internal import Diagnostics
internal import Language

/// An assertion of a drill about a database that the drill doesn't restore or that isn't identified.
struct UnrestoredDatabase: Rule {
  static let explanation = Explanation(
    "unrestored-database", .error,
    summary: "An assertion of a drill queries a database that the drill doesn't restore, or doesn't say which one.",
    why: "Without a database to query, the drill would fail every time, or pass without checking anything.",
    remedy: "Set `database` to one that the drill's backups capture.",
    accepts: [
      """
      materials: {keys: {postgresql: {serverVersion: 16, database: app, socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{sql: SELECT 1, atLeast: 1}]}}
      """,
      """
      materials: {keys: {postgresql: {serverVersion: 16, databases: all, socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{sql: SELECT 1, database: app, atLeast: 1}]}}
      """,
    ],
    rejects: [
      """
      #                                                                          ↓
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{sql: SELECT 1, atLeast: 1}]}}
      """,
      """
      materials: {keys: {postgresql: {serverVersion: 16, databases: [a, b], socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      #                                                                          ↓
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{sql: SELECT 1, atLeast: 1}]}}
      """,
      """
      materials: {keys: {postgresql: {serverVersion: 16, databases: [a, b], socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      #                                                                                              ↓
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{sql: SELECT 1, database: c, atLeast: 1}]}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for drill in policy.drills where !drill.assertions.isEmpty {
      let materials = policy.materials(of: drill)
      for assertion in drill.assertions {
        guard case .sql(let sql) = assertion.subject else { continue }
        var found = 0
        for material in materials { found += material.databases(named: assertion.database?.value) }
        if found == 1 || !policy.knowsAll(of: drill) || materials.contains(where: { policy.lacksDatabases($0) }) {
          continue
        }
        let name = assertion.database
        report.fault(.unrestored(name?.value, found), at: name?.span ?? sql.text.span)
      }
    }
  }
}

extension Policy {
  /// Whether a logical backup doesn't say which databases it captures, which another rule reports.
  fileprivate func lacksDatabases(_ material: Material) -> Bool {
    guard case .postgresql(let server) = material.kind, server.databases == nil else { return false }
    return backups.contains { !$0.isPhysical && $0.captures(material.id.value) }
  }
}

extension Material {
  /// How many databases of that name, or of any name if it is `nil`, are captured; several if that isn't known.
  fileprivate func databases(named name: String?) -> Int {
    guard case .postgresql(let server) = kind else { return 0 }
    switch server.databases {
    case .one(let only): return name == nil || only.value == name ? 1 : 0
    case .several(.named(let names)):
      guard let name else { return names.count }
      return names.contains { $0.value == name } ? 1 : 0
    // A physical backup has all databases, whatever the material says.
    case .several(.all), nil: return name == nil ? 2 : 1
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unrestored(_ name: String?, _ found: Int) -> Self {
    guard let name else {
      return found == 0
        ? .init("the drill restores no database", help: "add a backup of one to its `backups`")
        : .init("the drill restores several databases", help: "name one with `database`")
    }
    return found == 0
      ? .init("the drill doesn't restore the database `\(name)`", help: "name one that its `backups` capture")
      : .init("several materials of the drill have a database `\(name)`", help: "give each a drill of its own")
  }
}
