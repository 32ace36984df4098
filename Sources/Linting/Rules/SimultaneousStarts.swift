internal import Diagnostics
internal import Language
internal import Schedules

/// Backups that read one server and start at one instant.
struct SimultaneousStarts: Rule {
  static let explanation = Explanation(
    "simultaneous-starts", .advice,
    summary: "Two backups that read one server start at the same instant.",
    why: "Each slows down the other, and together they slow down the server for its users.",
    remedy: "Start one of them later, or give each a `spread`.",
    accepts: [
      """
      materials: {database: {postgresql: {serverVersion: 15, databases: all, socket: /run/postgresql, user: postgres, peer: true, expectedSize: 1Gi}}}
      backups:
        nightly: {materials: [database], cadence: "0 2 * * *", sinks: [local], runAs: postgres}
        weekly: {materials: [database], cadence: "0 4 * * 0", sinks: [local], runAs: postgres}
      """
    ],
    rejects: [
      """
      materials: {database: {postgresql: {serverVersion: 15, databases: all, socket: /run/postgresql, user: postgres, peer: true, expectedSize: 1Gi}}}
      backups:
        nightly: {materials: [database], cadence: "0 2 * * *", sinks: [local], runAs: postgres}
      #                                          ↓
        weekly: {materials: [database], cadence: "0 2 * * 0", sinks: [local], runAs: postgres}
      """
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    for (index, later) in proof.backups.enumerated() where later.startsCaptures {
      for earlier in proof.backups[..<index] where earlier.startsCaptures {
        guard proof.policy.readOneServer(earlier.backup, later.backup), let starts = later.starts,
          let instant = earlier.starts?.firstCoincidence(with: starts, from: .proofStart)
        else { continue }
        report.fault(
          .together(earlier.backup.id.value, later.backup.id.value, instant), at: later.backup.cadence.span,
          notes: [.init("the other cadence", at: earlier.backup.cadence.span)])
      }
    }
  }
}

extension BackupProof {
  /// Whether each start captures. A check for changes costs next to nothing.
  fileprivate var startsCaptures: Bool {
    !backup.cadence.all.contains { if case .onChange = $0 { true } else { false } }
  }
}

extension Policy {
  fileprivate func readOneServer(_ one: Backup, _ other: Backup) -> Bool {
    one.materials.contains { name in
      guard let address = address(of: name) else { return false }
      return other.materials.contains { self.address(of: $0) == address }
    }
  }

  /// Host or socket folder, and port, of a material's server. A server without either counts as different from all
  /// others.
  private func address(of name: Name) -> String? {
    guard case .postgresql(let server) = material(named: name.text.value)?.kind else { return nil }
    let port = server.port.value
    return switch server.connection {
    case .host(let host): "\(host.value):\(port)"
    case .socket(let folder): "\(folder.text.value):\(port)"
    case nil: name.text.value
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func together(_ earlier: String, _ later: String, _ instant: Instant) -> Self {
    .init("`\(earlier)` and `\(later)` both start at \(instant.rfc3339)", help: "start one of them later")
  }
}
