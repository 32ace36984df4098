import Planning
import Testing

/// Scratch space is what the archives may take and a tenth more.
@Suite struct StagingTests {
  static let mebibyte = 1 << 20

  static func bytes(_ materials: String, _ names: String) throws -> Int? {
    try PlannerTests.plan(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        materials: {\(materials)}
        sinks: {disk: {filesystem: {path: /mnt/backup}}}
        backups: {nightly: {materials: [\(names)], cadence: "0 2 * * *", sinks: [disk], runAs: wiki}}
        targets: {systemd: {}}

        """
    ).jobs.first?.stagingBytes
  }

  static let database =
    "db: {postgresql: {serverVersion: 16, database: wiki, socket: /run/postgresql, user: wiki, peer: true, expectedSize: 100Mi}}"

  @Test func isTheExpectedSizeAndATenth() throws {
    #expect(try Self.bytes(Self.database, "db") == 110 * Self.mebibyte)
  }

  @Test func isTheSumOfAllMaterials() throws {
    let materials = "\(Self.database), keys: {files: {paths: [/a], expectedSize: 50Mi}}"
    #expect(try Self.bytes(materials, "db, keys") == 165 * Self.mebibyte)
  }

  @Test func filesWithoutASizeAreGiven256Mi() throws {
    let bytes = 256 * Self.mebibyte
    #expect(try Self.bytes("keys: {files: {paths: [/a]}}", "keys") == bytes + bytes / 10)
  }

  @Test func aPhysicalBackupStagesNothing() throws {
    let plan = try PlannerTests.plan(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        materials: {db: {postgresql: {serverVersion: 15, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /var/lib/postgresql}}}
        sinks: {disk: {filesystem: {path: /mnt/backup}, repository: {pgbackrest: {}}}}
        backups: {physical: {materials: [db], method: pgbackrest, cadence: {full: "0 1 * * *"}, sinks: [disk], retention: {fulls: 7}}}
        targets: {pgbackrest: {}}

        """)
    #expect(plan.jobs.first?.isPhysical == true)
    #expect(plan.jobs.first?.stagingBytes == nil)
  }
}
