import Testing

@testable import Formats

@Suite struct YAMLScalarTests {
  @Test(arguments: [
    "a", "batch/v1", "restic/restic:0.16.4", "app.kubernetes.io/name", "/etc/certctl/ca.crt", "Stop certctl.",
    "Europe/Berlin", "yesterday", "_x", "a=b,c", "Forbid", "5m", "1d12h30m",
  ])
  func plain(string: String) {
    #expect(YAMLDocument(root: .string(string)).rendered() == "\(string)\n")
  }

  // What Kubernetes' reader, or one of YAML 1.1, takes for something else than this string (tried with kubectl 1.32).
  @Test(arguments: [
    "y", "N", "yes", "No", "ON", "off", "True", "null", "Null", "~", "", "0123", "0o17", "08", "0x1F", "0X1F", "0b11",
    "0B1",
    "1e3", "1.e3", ".5", "5.", "+12", "+.5", "-1", "1_000", ".inf", ".NaN", "12:30", "12:30:00", "2026-11-22", "=",
    "<<", "-",
    "---", "...", "?", "!x", "&x", "*x", "#x", "a #x", "a: b", "a:", " a", "a ", "@x", "`x", "%x", "[x", "{x", "}",
    "'x",
    "é", "0 2 * * *", "10Gi",
  ])
  func quotedAsItIs(string: String) {
    #expect(YAMLDocument(root: .string(string)).rendered() == "\"\(string)\"\n")
  }

  @Test(arguments: ["\"", "\\", "a{b=\"c\\\\.d\"} > 1", "- \"", "{{ \"x\" }}"])
  func singleQuotesSaveEscapes(string: String) {
    #expect(YAMLDocument(root: .string(string)).rendered() == "'\(string)'\n")
  }

  @Test(arguments: [
    ("\"'\\", #""\"'\\""#), ("\n", #""\n""#), ("a\r\n", #""a\r\n""#), ("\t", #""\t""#),
    ("\0\u{1B}\u{7F}", #""\x00\x1B\x7F""#),
    ("\u{85}\u{9F}", #""\x85\x9F""#), ("\u{FEFF}\u{2028}\u{2029}", #""\uFEFF\u2028\u2029""#),
    ("\u{202E}", #""\u202E""#),
    ("\u{FFFE}", #""\uFFFE""#), ("\u{E0001}", #""\U000E0001""#), ("a\nb\u{7}", #""a\nb\x07""#), ("😀", "\"😀\""),
  ])
  func escaped(string: String, text: String) {
    #expect(YAMLDocument(root: .string(string)).rendered() == text + "\n")
  }

  @Test func noLineIsFolded() {
    let string = String(repeating: "word ", count: 400) + "."
    #expect(YAMLDocument(root: ["a": .string(string)]).rendered() == "a: \(string)\n")
  }

  @Test func readBack() {
    for string in NastyStrings.some(3000, seed: 1, withoutNUL: false) {
      let root = YAMLDocument(root: .string(string)).rendered()
      #expect(ReadBack.yaml(root)?.bytes == string.bytes, "\(string.debugDescription)")
      let entry = YAMLDocument(root: [["a": .string(string)]]).rendered()
      let value = String(entry.unicodeScalars.dropFirst("- a: ".utf8.count))
      #expect(ReadBack.yaml(value, indent: 4)?.bytes == string.bytes, "\(string.debugDescription)")
      let control = root.unicodeScalars.first { YAMLScalar.needsEscape($0) && $0 != "\n" && $0 != "\t" }
      #expect(control == nil, "\(string.debugDescription)")
    }
  }

  @Test func helmPrintsOrdinaryText() {
    let document = YAMLDocument(
      comment: ["{{ a }}"],
      root: ["k{{": "{{{ x", "script": "awk '{{print}}'\n", "image": .template("{{ toJson .Values.image }}")])
    #expect(
      document.rendered(as: .helmTemplate) == #"""
        # {{ "{{" }} a }}
        "k{{ "{{" }}": "{{ "{{" }}{ x"
        script: |
          awk '{{ "{{" }}print}}'
        image: {{ toJson .Values.image }}

        """#)
  }

  @Test func helmReadBack() {
    for string in NastyStrings.some(3000, seed: 2, withoutNUL: false) {
      let document = YAMLDocument(comment: [string], root: [string: [.string(string)]])
      let printed = ReadBack.helm(document.rendered(as: .helmTemplate))
      #expect(printed?.bytes == document.rendered().bytes, "\(string.debugDescription)")
      #expect(ReadBack.helm(TemplateText.escaped(string))?.bytes == string.bytes, "\(string.debugDescription)")
    }
  }
}
