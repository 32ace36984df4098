import Diagnostics
import Planning
import Schedules
import Testing

/// A spread moves the whole cadence by a constant amount within its window.
@Suite struct SpreadTests {
  /// The minutes by which a daily cadence at 02:00 is moved for a backup of this name.
  static func minutes(_ window: String, backup: String = "nightly", policy: String = "wiki") throws -> Int {
    let plan = try PlannerTests.plan(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: \(policy)}
        materials: {keys: {files: {paths: [/etc/wiki]}}}
        sinks: {disk: {filesystem: {path: /mnt/backup}}}
        backups: {\(backup): {materials: [keys], cadence: {daily: "02:00", spread: \(window)}, sinks: [disk], deadline: 1h}}
        targets: {systemd: {}}

        """)
    guard case .clock(let schedules) = plan.jobs.first?.trigger else { return -1 }
    let midnight = Instant(year: 2026, month: 1, day: 1)
    let next = try #require(schedules.first?.clock.next(after: midnight))
    return Int(next.secondsSince1970 - midnight.secondsSince1970) / 60 - 120
  }

  @Test func isTheSameOnEveryMachineAndInEveryRelease() throws {
    // FNV-1a of "wiki/nightly" modulo 240: any other number here moves everybody's backups.
    #expect(try Self.minutes("4h") == 91)
  }

  @Test(arguments: ["1m", "10m", "4h", "21h"])
  func staysWithinItsWindow(window: String) throws {
    let lengths = ["1m": 1, "10m": 10, "4h": 240, "21h": 1260]
    let length = try #require(lengths[window])
    for name in ["a", "b", "nightly", "weekly"] {
      #expect((0..<length).contains(try Self.minutes(window, backup: name)))
    }
  }

  @Test func differsByBackupAndDeployment() throws {
    let moves = try [
      Self.minutes("4h"), Self.minutes("4h", backup: "weekly"), Self.minutes("4h", policy: "files"),
    ]
    #expect(Set(moves).count == 3)
  }
}
