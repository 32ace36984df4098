import Artifacts
import Diagnostics
import Foundation
import Testing

@testable import Planning
@testable import Targets

struct FailureHandlerTests {
  private func files() throws -> [String: String] {
    var diagnostics = Diagnostics()
    var files = MachineFiles(for: SystemdPlans.plan([]))
    FailureHandler(names: UnitNames(policy: "certctl"), version: 252, header: files.header)
      .add(to: &files, at: .none, &diagnostics)
    let tree = try #require(files.complete(at: .none, &diagnostics))
    return Dictionary(uniqueKeysWithValues: tree.artifacts.map { ($0.path, $0.contents) })
  }

  /// The handler's program, with what it loads put into `folder`.
  private func handler(loadingFrom folder: String) throws -> String {
    let files = try files()
    let runtime = try #require(files.keys.first { $0.contains("/runtime-") })
    try #require(files[runtime]).write(toFile: folder + "/runtime.sh", atomically: false, encoding: .utf8)
    return try #require(files["usr/local/lib/backstay/certctl/failure@"])
      .replacingOccurrences(of: "/" + runtime, with: folder + "/runtime.sh")
  }

  /// Runs the handler's program with a `journalctl` that prints its last argument; returns the mark and what it logged.
  private func report(_ environment: [String: String]) throws -> (status: Int32, mark: String?, log: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("handler-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("program")
    let journal = folder.appendingPathComponent("journalctl")
    try handler(loadingFrom: folder.path).write(to: program, atomically: false, encoding: .utf8)
    try "#!/bin/sh\nfor last; do :; done\necho \"last lines of $last\"\n"
      .write(to: journal, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: journal.path)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [program.path, "x.service"]
    process.environment = environment.merging(["PATH": "\(folder.path):/usr/bin:/bin"]) { own, _ in own }
    if environment["STATE_DIRECTORY"] == "here" { process.environment?["STATE_DIRECTORY"] = folder.path }
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let log = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let mark = try? String(contentsOf: folder.appendingPathComponent("x.service"), encoding: .utf8)
    return (process.terminationStatus, mark, log)
  }

  @Test func `a failure is logged at priority err and leaves a mark`() throws {
    let seen = try report([
      "STATE_DIRECTORY": "here", "MONITOR_SERVICE_RESULT": "timeout", "MONITOR_INVOCATION_ID": "4f",
    ])
    #expect(seen.status == 0)
    #expect(seen.mark?.hasPrefix("unit=x.service\nresult=timeout\nfailed=2") == true)
    #expect(
      seen.log == """
        <3>x.service failed (timeout): see journalctl --unit=x.service
        <3>x.service: last lines of _SYSTEMD_INVOCATION_ID=4f

        """)
  }

  @Test func `before systemd 251 the unit is all that is known`() throws {
    let seen = try report(["STATE_DIRECTORY": "here"])
    #expect(seen.mark?.contains("\nresult=unknown\n") == true)
    #expect(seen.log.hasSuffix("<3>x.service: last lines of --unit=x.service\n"))
  }

  @Test func `a mark that can't be made still leaves the line in the log`() throws {
    let seen = try report(["STATE_DIRECTORY": "/nowhere"])
    #expect(seen.status != 0 && seen.mark == nil)
    #expect(seen.log.hasPrefix("<3>x.service failed"))
  }

  @Test func `the handler is bound to nothing but the failed unit's name`() throws {
    let unit = try #require(try files()["etc/systemd/system/backstay-certctl-failure@.service"])
    for line in [
      "ExecStart=/usr/local/lib/backstay/certctl/failure@ %i", "PrivateNetwork=yes",
      "StateDirectory=backstay/certctl/failed", "StateDirectoryMode=0775", "SupplementaryGroups=systemd-journal",
    ] { #expect(unit.contains("\n\(line)\n"), "\(line)") }
  }

  @Test func `the users are declared`() throws {
    let users = try #require(try files()["etc/sysusers.d/backstay-certctl.conf"])
    #expect(users.hasSuffix("\n\nu backstay-certctl - \"Backups of certctl\"\ng systemd-journal -\n"))
  }
}
