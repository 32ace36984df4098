import Diagnostics
import Testing
import YAMLSyntax

/// What kubectl, PyYAML and editors were seen to take for other than strings, beside what none of them does.
@Suite struct ScalarKindTests {
  static func kind(_ scalar: String) -> ScalarKind? {
    var diagnostics = Diagnostics()
    let file = SourceFile(path: "p.yaml", bytes: Array("[\(scalar)]\n".utf8))
    guard let tree = YAMLParser.parse(file, at: 0, &diagnostics), tree.count == 2 else { return nil }
    return tree.scalarKind(of: 1)
  }

  @Test(arguments: [
    "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "OFF", "True", "FALSE",
  ])
  func wordsOfYAML11AreBooleans(text: String) {
    #expect(Self.kind(text) == .surprising(.boolean))
  }

  @Test(arguments: [("true", true), ("false", false)])
  func trueAndFalseAreSoForAll(text: String, value: Bool) {
    #expect(Self.kind(text) == .boolean(value))
  }

  @Test(arguments: ["~", "null", "Null", "NULL"])
  func isNull(text: String) {
    #expect(Self.kind(text) == .null)
  }

  @Test(arguments: [
    ("0123", ScalarKind.Surprise.octal), ("0o17", .octal), ("08", .octal), ("0644", .octal), ("0x1F", .hexadecimal),
    ("0X1f", .hexadecimal), ("0b11", .binary), ("0B1", .binary), ("1e3", .float), ("1E3", .float), ("1.e3", .float),
    (".5", .float), ("5.", .float), ("+.5", .float), ("1.5", .float), ("-1.5e+3", .float), (".inf", .float),
    ("-.INF", .float), (".nan", .float), ("+12", .signedInteger), ("1_000", .signedInteger),
    ("12:30:00", .sexagesimal), ("1:30", .sexagesimal), ("190:20:30.15", .sexagesimal),
    ("9007199254740993", .hugeInteger), ("99999999999999999999999999", .hugeInteger), ("1e400", .float),
  ])
  func isSurprising(text: String, surprise: ScalarKind.Surprise) {
    #expect(Self.kind(text) == .surprising(surprise))
  }

  @Test(arguments: [("0", 0), ("7", 7), ("-3", -3), ("5432", 5432), ("9007199254740991", 9_007_199_254_740_991)])
  func isAnInteger(text: String, value: Int) {
    #expect(Self.kind(text) == .integer(value))
  }

  @Test(arguments: [
    "wiki", "nO", "yES", "yess", "nulls", "0xg", "0b2", "0o8x", "1.2.3", "12:60", "1:2:x", "2026-06-01", "30d", "1h30m",
    "--", "+", ".", "..", "e3", "-e3", "10.0.0.1", "1-2", "a1", "_1", "'no'", "\"0644\"", "'~'", "\"\"",
  ])
  func isAString(text: String) {
    #expect(Self.kind(text) == .string)
  }

  @Test(arguments: ["|-", ">-", "|", ">"])
  func aBlockScalarIsAString(sign: String) {
    var diagnostics = Diagnostics()
    let file = SourceFile(path: "p.yaml", bytes: Array("a: \(sign)\n  no\n".utf8))
    guard let tree = YAMLParser.parse(file, at: 0, &diagnostics) else {
      Issue.record("the file is sound")
      return
    }
    let kind = tree.scalarKind(of: 2)
    #expect(kind == .string)
  }
}
