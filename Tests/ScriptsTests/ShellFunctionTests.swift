import Foundation
import Testing

@testable import Scripts

/// Functions of the library tried alone, in each shell that they are for.
struct ShellFunctionTests {
  /// Texts that a name or value may be.
  static let texts = [
    "plain", "a b", ".", "..", "it's", "\"quoted\" \\ back", "ümläut", "テスト", "a\nb", "\u{1}\u{7F}", "100%",
    "$(reboot) `id`",
    "-n", "a/b", "*", " ", "\u{1F512}",
  ]

  /// The functions of the parts and all that they need, then `statements`.
  static func script(_ parts: [ShellPart], _ statements: String) -> String {
    "set -eu\n" + ShellLibrary.closure(of: parts).map { $0.functions }.joined(separator: "\n") + "\n" + statements
  }

  private static func output(
    _ shell: Shell, _ parts: [ShellPart], _ statements: String, _ environment: [String: String] = [:]
  ) throws -> String {
    let result = try shell.run(script(parts, statements), environment)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test(arguments: Shell.allCases, texts) func `a part of a name can be read back`(shell: Shell, text: String) throws {
    let encoded = try Self.output(shell, [.names], #"encode "$TEXT""#, ["TEXT": text])
    #expect(
      encoded.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "/") } && encoded != ".." && encoded != ".")
    #expect(encoded.removingPercentEncoding == text)
    let decoded = try Self.output(shell, [.noLock, .noMetrics, .drillSteps], #"decode "$TEXT""#, ["TEXT": encoded])
    #expect(decoded == text)
  }

  @Test(arguments: Shell.allCases, texts) func `a JSON string says the text`(shell: Shell, text: String) throws {
    let written = try Self.output(shell, [.names], #"json "$TEXT""#, ["TEXT": text])
    let read = try JSONSerialization.jsonObject(with: Data(written.utf8), options: .fragmentsAllowed) as? String
    #expect(read == text)
  }

  @Test(arguments: Shell.allCases) func `a label has its three escapes`(shell: Shell) throws {
    let parts: [ShellPart] = [.noLock, .metrics]
    #expect(try Self.output(shell, parts, #"label "$TEXT""#, ["TEXT": "a\"b\\c\nd"]) == #"a\"b\\c\nd"#)
  }

  @Test(
    arguments: Shell.allCases,
    [
      ("19700101T000000Z", 0), ("20000229T120000Z", 951_825_600), ("20261129T235959Z", 1_795_996_799),
      ("20240301T000000Z", 1_709_251_200), ("20991231T000000Z", 4_102_358_400),
    ])
  func `an instant is a number of seconds`(shell: Shell, pair: (String, Int)) throws {
    #expect(try Self.output(shell, [.instants], "seconds \(pair.0)") == "\(pair.1)\n")
  }

  @Test(arguments: Shell.allCases) func `only what no rule keeps expires`(shell: Shell) throws {
    let names = [
      "20260310T020000Z-4", "20260309T140000Z-3", "20260309T020000Z-2", "20260301T020000Z-1", "20260201T020000Z-0",
    ]
    func expired(_ settings: String) throws -> [String] {
      let defaults = "within='' last=0 hourly=0 daily=0 weekly=0 monthly=0 yearly=0 minimum_copies=1\n"
      let list = "printf '%s\\n' \(names.joined(separator: " ")) | choose_expired"
      return try Self.output(shell, [.chooseExpired], defaults + settings + "\n" + list)
        .split(separator: "\n").map { String($0) }
    }
    #expect(try expired("daily=2") == [names[2], names[3], names[4]])
    #expect(try expired("last=3") == [names[3], names[4]])
    #expect(try expired("within=172800") == [names[3], names[4]])
    #expect(try expired("monthly=2") == [names[1], names[2], names[3]])
    #expect(try expired("weekly=2") == [names[1], names[2], names[4]])
    #expect(try expired("minimum_copies=5") == [])
  }

  @Test(arguments: Shell.allCases) func `a record gives its values`(shell: Shell) throws {
    let record =
      #"printf '{\n  "started": "20260310T020000Z",\n  "size": 12,\n  "verified": "read"\n}\n' | record_value "#
    #expect(try Self.output(shell, [.recordValue], record + "started") == "20260310T020000Z\n")
    #expect(try Self.output(shell, [.recordValue], record + "size") == "12\n")
    #expect(try Self.output(shell, [.recordValue], record + "contents") == "")
  }

  @Test(arguments: Shell.allCases) func `a program that is missing is named before any work`(shell: Shell) throws {
    let script = Self.script([.noLock, .noMetrics, .run], "backup=nightly\nset_up sh no-such-program\necho worked")
    let result = try shell.run(script)
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors == "backstay: nightly: run: no-such-program is missing here\n")
  }

  @Test(arguments: Shell.allCases) func `a step that fails ends itself and nothing else`(shell: Shell) throws {
    let statements = """
      backup=nightly subject=run
      broken() { false; echo reached; }
      refused() { fail "not so"; }
      step broken; echo "$step_status"
      step refused; echo "$step_status"
      step true; echo "$step_status"
      """
    #expect(try Self.output(shell, [.noLock, .noMetrics, .run], statements) == "1\n1\n0\n")
  }

  @Test(arguments: Shell.allCases) func `copies expire until a day only after it`(shell: Shell) throws {
    let parts: [ShellPart] = [.noLock, .noMetrics, .expiry]
    func expires(_ settings: String) throws -> String {
      try Self.output(shell, parts, settings + "\nif expires_now; then echo yes; else echo no; fi")
    }
    #expect(try expires("expiry=keep") == "yes\n")
    #expect(try expires("expiry=never") == "no\n")
    #expect(try expires("expiry=until until=20200101") == "yes\n")
    #expect(try expires("expiry=until until=29990101") == "no\n")
  }

  @Test(arguments: Shell.allCases) func `nothing expires where a copy is from the future`(shell: Shell) throws {
    let parts: [ShellPart] = [.noLock, .noMetrics, .expiry]
    let start = "backup=b subject=s item_started=20260310T020000Z\n"
    #expect(try shell.run(Self.script(parts, start + "check_clock 20260309T020000Z-1")).status == 0)
    #expect(try shell.run(Self.script(parts, start + "check_clock ''")).status == 0)
    let late = try shell.run(Self.script(parts, start + "check_clock 20260311T020000Z-1"))
    #expect(late.status == 1 && late.errors.contains("a clock was wrong; nothing expires"))
  }

  @Test(arguments: Shell.allCases) func `Azure's key and signature have variables of their own`(shell: Shell) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "secrets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("?sv=1&sig=a\n".utf8).write(to: folder.appending(path: "signature"))
    try Data("a2V5\n".utf8).write(to: folder.appending(path: "key"))
    let environment = ["CREDENTIALS_DIRECTORY": folder.path]
    func exported(_ name: String) throws -> String {
      try Self.output(
        shell, [.exportAzureKey], "export_azure_key KEY \(name) /nowhere\necho \"$KEY_TYPE $KEY\"", environment)
    }
    #expect(try exported("signature") == "sas sv=1&sig=a\n")
    #expect(try exported("key") == "shared a2V5\n")
  }

  @Test(arguments: Shell.allCases) func `a secret of pgbackrest that is missing is no end of the archive`(shell: Shell)
    throws
  {
    let result = try shell.run(Self.script([.exportValue], "export_value KEY cipher /nowhere"))
    #expect(
      result.status == 126 && result.errors.contains("the secret cipher is missing, unreadable or empty: /nowhere"))
  }

  @Test(arguments: Shell.allCases) func `a report that is not fine fails`(shell: Shell) throws {
    func verified(_ report: String) throws -> Int32 {
      let program = "report() { printf '\(report)\\n'; }\nprogram=report\nverify --repo=1"
      return try shell.run(Self.script([.pgbackrestVerify], program)).status
    }
    #expect(try verified("stanza: a\\nstatus: ok") == 0)
    #expect(try verified("stanza: a\\nstatus: error") == 1)
  }

  @Test(arguments: Shell.allCases) func `metrics replace their file as a whole`(shell: Shell) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).prom")
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try Self.output(shell, [.pgbackrestSuccess], #"note_success "$FILE" 'policy="a"'"#, ["FILE": file.path])
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("# TYPE backstay_last_success_timestamp_seconds gauge\n"))
    #expect(text.contains("\nbackstay_last_success_timestamp_seconds{policy=\"a\"} "))
  }
}
