import BackstayKit
import Diagnostics
import Testing

/// Policies explained from 1 June 2026 on, unless another day is given.
enum Explained {
  /// 1 June 2026, counted from 1 January 1970.
  static let june = 20_605

  /// The explanation of a small policy with this cadence and retention, and these lines in its one backup.
  static func policy(
    cadence: String = "\"0 2 * * *\"", retention: String = "30d", backup: String = "", sections: String = "",
    from day: Int = june, days: Int = 7
  ) throws -> PolicyExplanation {
    try policy(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        materials: {keys: {files: {paths: [/etc/wiki], expectedSize: 10Mi}}}
        sinks: {disk: {filesystem: {path: /mnt/backup}}}
        backups:
          nightly: {materials: [keys], cadence: \(cadence), sinks: [disk], retention: \(retention)\(backup)}
        targets: {systemd: {}}
        \(sections)

        """, from: day, days: days)
  }

  static func policy(of text: String, from day: Int = june, days: Int = 7) throws -> PolicyExplanation {
    let compiler = Compiler(asOf: day) { path in .failure(.init(reason: path)) }
    let file = SourceFile(path: "policy.yaml", bytes: Array(text.utf8))
    let (compilation, explanations) = compiler.explain(file, from: day, days: days)
    return try #require(explanations.first, "\(compilation.renderedFindings())")
  }

  /// The copies of the one backup of such a policy.
  static func steady(_ explanation: PolicyExplanation) throws -> SteadyCopies {
    let outcome = try #require(explanation.backups.first?.keeping.first?.outcome)
    guard case .steady(let steady) = outcome else { throw Unexpected(outcome: outcome) }
    return steady
  }

  struct Unexpected: Error {
    let outcome: KeepingExplanation.Outcome
  }
}
