import Diagnostics
import Testing

/// What an unknown key is said to have been meant to be.
@Suite struct KeyGuessTests {
  /// What is found in the first line of a policy, as `code: help`.
  static func findings(_ line: String) -> [String] {
    Reading.of(line).diagnostics.sorted().map { "\($0.code): \($0.message.help ?? "")" }
  }

  static func store(_ keys: String) -> String { "sinks: {a: {s3: {bucket: b, credentials: \(keys)}}}" }
  static func retention(_ keys: String) -> String {
    "backups: {a: {materials: [a], sinks: [a], cadence: manual, retention: \(keys)}}"
  }

  @Test(arguments: [
    // Below a key that is absent, given, or excluded by another.
    (store("{accountKey: k}"), ["unknown-key: it belongs under `static`"]),
    ("materials: {a: {files: {paths: [/a]}, sensitive: true}}", ["unknown-key: it belongs under `files`"]),
    (
      "materials: {a: {files: {paths: [/a]}, peer: true}}",
      [
        "unknown-key: known here: `postgresql`, `files` or `external`"
      ]
    ),
    ("sinks: {a: {bucket: b}}", ["unknown-key: it belongs under `s3` or `gcs`"]),
    (
      "sinks: {a: {filesystem: {path: /a}, passphrase: p}}",
      [
        "unknown-key: it belongs under `repository.restic` or `repository.borg`"
      ]
    ),
    // Another form's.
    (retention("{daily: 3, until: 2038-01-01}"), ["conflicting-keys: keep one of them"]),
    (retention("{daily: 3, weekly: 2, until: 2038-01-01}"), ["conflicting-keys: keep one of them"]),
    (retention("{fulls: 3, daily: 2}"), ["conflicting-keys: keep one of them"]),
    (retention("{full: 3}"), ["unknown-key: did you mean `fulls`?"]),
    (retention("{diff: 3}"), ["unknown-key: did you mean `differentials`?"]),
    (
      retention("{daily: 2, diff: 3}"),
      [
        "unknown-key: known here: `within`, `last`, `hourly`, `daily`, `weekly`, `monthly` or `yearly`"
      ]
    ),
    // What other programs say.
    (retention("{keep-weekly: 3}"), ["unknown-key: did you mean `weekly`?"]),
    ("backups: {a: {materials: [a], sinks: [a], schedule: manual}}", ["unknown-key: did you mean `cadence`?"]),
    ("sources: {a: {files: {paths: [/a]}}}", ["unknown-key: did you mean `materials`?"]),
    // What looks like it.
    ("objectives: {rp\u{43E}: 3h}", ["unknown-key: `\u{43E}` is a letter of another alphabet, U+043E: write `o`"]),
    // A missing value that stands where the next key does.
    (
      "materials: {a: {files: , paths: [/a]}}",
      [
        "missing-value: give it one, or remove the key", "unknown-key: known here: `postgresql`, `files` or `external`",
      ]
    ),
    (
      "materials:\n  a:\n    files:\n    paths: [/a]",
      [
        "missing-value: indent what belongs to `files` further than `files` itself"
      ]
    ),
    (
      "materials:\n  a:\n  files:\n    paths: [/a]",
      [
        "missing-value: indent what belongs to `a` further than `a` itself"
      ]
    ),
    ("materials:\n  a:\n  b:\n    files: {paths: [/a]}", ["missing-value: give it one, or remove the key"]),
  ])
  func guesses(line: String, findings: [String]) {
    #expect(Self.findings(line) == findings)
  }

  /// One fault at the declaration, whatever the uses say.
  @Test(arguments: ["db_password", "db-password"])
  func aNameThatIsNoneIsToldOnce(use: String) {
    let line = """
      secrets: {db_password: {}}
      sinks: {a: {filesystem: {path: /a}, repository: {restic: {passphrase: \(use)}}}}
      """
    #expect(Self.findings(line) == ["invalid-name: write `db-password`, here and where it is used"])
  }

  @Test(arguments: [("no", "ambiguous-scalar"), ("on", "ambiguous-scalar"), ("true", "wrong-type"), ("\"no\"", nil)])
  func whatIsNoTextIsNoName(name: String, code: String?) {
    #expect(Reading.of("secrets: {\(name): {}}").diagnostics.all.map { $0.code } == (code.map { [$0] } ?? []))
  }
}
