import Formats
import Scripts

/// The program that fails when pgbackrest's `verify` finds a fault, which `verify` itself doesn't.
struct PgBackRestVerifyProgram {
  let setup: PgBackRestSetup

  /// The script under `header`; its arguments go to pgbackrest.
  func script(header: [String]) -> Script {
    Script(
      comment: header + [
        "Reads back what a repository holds. pgbackrest ends with status 0 also when it found copies that are damaged or",
        "missing (pgbackrest issue 2502), so what counts is its report.",
      ],
      settings: [.assignment(name: "program", value: setup.program)], parts: [.pgbackrestVerify],
      calls: [.call([.text("verify"), .arguments])])
  }
}
