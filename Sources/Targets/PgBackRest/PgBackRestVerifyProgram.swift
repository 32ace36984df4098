import Formats

/// The program that fails when pgbackrest's `verify` finds a fault, which `verify` itself doesn't.
struct PgBackRestVerifyProgram {
  let setup: PgBackRestSetup

  /// The script under `header`; its arguments go to pgbackrest.
  func script(header: [String]) -> ShellScript {
    ShellScript(
      comment: header + [
        "Reads back what a repository holds. pgbackrest ends with status 0 also when it found copies that are damaged or",
        "missing (pgbackrest issue 2502), so what counts is its report.",
      ],
      [
        .assignment(name: "program", value: setup.program),
        .function(Self.verify),
        .call([.text("verify"), .arguments]),
      ])
  }

  private static let verify = #"""
    verify() {
      report=$("$program" "$@" --log-level-console=warn --output=text --verbose verify)
      printf '%s\n' "$report"
      if printf '%s\n' "$report" | grep -q '^status: ok$'; then return 0; fi
      printf 'backstay: the repository has faults, see above\n' >&2
      return 1
    }
    """#
}
