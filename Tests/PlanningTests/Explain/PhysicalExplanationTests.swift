import BackstayKit
import Testing

/// A physical policy, whose copies rest on others.
@Suite struct PhysicalExplanationTests {
  static func explanation() throws -> PolicyExplanation {
    try Explained.policy(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        objectives: {rpo: 5m, minimumCopies: 2}
        materials:
          database:
            postgresql: {serverVersion: 15, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /srv/pg}
        sinks: {disk: {filesystem: {path: /mnt/backup}, repository: {pgbackrest: {}}}}
        backups:
          physical:
            materials: [database]
            method: pgbackrest
            cadence: {full: "0 0 * * 0", differential: "0 0 * * 1-6", wal: 5m}
            sinks: [disk]
            retention: {fulls: 2, differentials: 4}
        alerts: {prometheus: {severity: critical}}
        targets: {pgbackrest: {systemdVersion: 252}}

        """, days: 7)
  }

  @Test func runsHaveTheirKind() throws {
    let runs = try Self.explanation().backups[0].runs
    #expect(runs.map { $0.kind } == Array(repeating: "differential", count: 6) + ["full"])
  }

  @Test func theArchiveProvesTheObjective() throws {
    let explanation = try Self.explanation()
    #expect(explanation.backups[0].archive == 300)
    #expect(
      explanation.objectives.first?.evidence == ["`physical` at `disk`: write-ahead log is shipped within 5m"])
    #expect(explanation.text.contains("5m while write-ahead log is archived; otherwise, by the runs alone:\n"))
  }

  @Test func fullsAndDifferentialsAreKept() throws {
    let explanation = try Self.explanation()
    let steady = try Explained.steady(explanation)
    // Two fulls and the four newest differentials. pgbackrest keeps six of both kinds: the newest full and five of the
    // differentials before it; and the other full.
    #expect(steady.copies == 6...6 && steady.surplus == 1 && steady.tool == "pgbackrest")
    #expect(steady.isContinuous && steady.bytes == nil)
    #expect(explanation.text.contains("never fewer than 2 fulls\n"))
  }

  @Test func theTargetSaysHowPgbackrestCounts() throws {
    let differences = try #require(try Self.explanation().targets.first).differences
    #expect(differences.contains("repo1-retention-diff is 4 + 2: pgbackrest counts fulls among the differentials"))
  }
}
