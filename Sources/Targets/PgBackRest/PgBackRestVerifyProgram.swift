import Formats
import Scripts

/// The program that fails if `pgbackrest verify` finds a fault: `verify` itself exits with status 0.
struct PgBackRestVerifyProgram {
  let setup: PgBackRestSetup

  /// The script under `header`; its arguments go to pgbackrest.
  func script(header: [String]) -> Script {
    Script(
      comment: header + [
        "Verifies a repository. `pgbackrest verify` exits with status 0 even if copies are damaged or missing",
        "(pgbackrest issue 2502), so this checks its report.",
      ],
      settings: [.assignment(name: "program", value: setup.program)], parts: [.pgbackrestVerify],
      calls: [.call([.text("verify"), .arguments])])
  }
}
