import Testing

/// The day on which a policy's dates are judged.
@Suite struct AsOfTests {
  static let policy = """
    apiVersion: backstay/v1
    kind: BackupPolicy
    metadata: {name: wiki}
    secrets: {passphrase: {escrow: {where: safe 2, checked: 2020-06-01, every: 1y}}}
    materials: {keys: {files: {paths: [/srv/wiki]}}}
    sinks: {disk: {filesystem: {path: /mnt/backup}, repository: {restic: {passphrase: passphrase}}}}
    backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [disk]}}
    targets: {systemd: {}}

    """

  static func lint(_ arguments: [String]) throws -> Backstay.Result {
    try Backstay.run(["lint", "policy.yaml"] + arguments, in: Scratch(["policy.yaml": policy]))
  }

  @Test(arguments: [("2021-06-01", false), ("2021-06-02", true), ("2020-01-01", false)])
  func aDateIsJudgedOnTheDayGiven(day: String, isStale: Bool) throws {
    #expect(try Self.lint(["--as-of", day]).errors.contains("the next check was due") == isStale)
  }

  @Test func theDayIsTodayUnlessItIsGiven() throws {
    #expect(try Self.lint([]).errors.contains("the next check was due on 2021-06-01"))
  }

  @Test(arguments: ["2021-02-29", "tomorrow", "2021-06-01T00:00:00Z", ""])
  func whatIsNoDateIsWrongUsage(day: String) throws {
    let result = try Self.lint(["--as-of", day])
    #expect(result.status == 2 && result.output == "")
  }

  @Test func compilingJudgesItToo() throws {
    let folder = try Scratch(["policy.yaml": Self.policy])
    let result = try Backstay.run(
      ["compile", "policy.yaml", "--output", "out", "--as-of", "2021-06-02", "--fail-on", "warning"], in: folder)
    #expect(result.status == 1 && result.errors.contains("the next check was due"))
  }
}
