import Testing

@testable import Formats

@Suite struct INIDocumentTests {
  @Test func layout() throws {
    var global = INIDocument.Section(
      "global", ["repo1-path": "/var/lib/pgbackrest", "repo1-cipher-type": "aes-256-cbc"])
    global.append("repo1-retention-full", nil)
    global.append("process-max", "2")
    let stanza = INIDocument.Section(
      "certctl", comment: ["the cluster"], ["pg1-path": "/d b/#1=[x]", "db-include": "a"])
    let document = INIDocument(comment: ["top"], sections: [global, stanza])
    #expect(
      try document.rendered() == """
        # top

        [global]
        repo1-path=/var/lib/pgbackrest
        repo1-cipher-type=aes-256-cbc
        process-max=2

        # the cluster
        [certctl]
        pg1-path=/d b/#1=[x]
        db-include=a

        """)
  }

  @Test(arguments: [
    ("", UnsayableValue.Reason.empty), ("a\nb", .lineBreak), ("a\rb", .lineBreak), ("a\r\nb", .lineBreak), ("\0", .nul),
    ("a\u{1}", .controlCharacter), (" a", .outerBlank), ("a\t", .outerBlank), (" ", .outerBlank),
  ])
  func refusedValues(value: String, reason: UnsayableValue.Reason) {
    let document = INIDocument(sections: [.init("global", ["repo1-path": value])])
    #expect(throws: UnsayableValue(place: "[global] repo1-path", value: value, reason: reason)) {
      try document.rendered()
    }
  }

  @Test(arguments: ["", "a=b", "#a", "[a", "a b", "a\nb", "a]"])
  func refusedNames(name: String) {
    #expect(throws: UnsayableValue(place: "[\(name)]", value: name, reason: .notAName)) {
      try INIDocument(sections: [.init(name)]).rendered()
    }
    #expect(throws: UnsayableValue(place: "[global] \(name)", value: name, reason: .notAName)) {
      var section = INIDocument.Section("global")
      section.append(name, "x")
      _ = try INIDocument(sections: [section]).rendered()
    }
  }

  @Test func refusalInWords() {
    let refusal = UnsayableValue(place: "[global] repo1-path", value: "a\nb", reason: .lineBreak)
    #expect(refusal.description == "[global] repo1-path: a line break can't be written, as in `a\nb`")
  }
}

@Suite struct PostgreSQLConfTests {
  @Test func layout() throws {
    var conf = PostgreSQLConf(comment: ["archiving"])
    conf.set("archive_mode", .boolean(true))
    conf.set("max_wal_senders", .integer(3))
    conf.append(comment: ["the command"])
    conf.set("archive_command", .string(#"it's "%p" \n"#))
    conf.set("auto_explain.log_analyze", .boolean(false))
    #expect(
      try conf.rendered() == #"""
        # archiving
        archive_mode = on
        max_wal_senders = 3

        # the command
        archive_command = 'it''s "%p" \\n'
        auto_explain.log_analyze = off

        """#)
  }

  @Test(arguments: [("a\nb", UnsayableValue.Reason.lineBreak), ("a\r", .lineBreak), ("\0", .nul)])
  func refusedStrings(string: String, reason: UnsayableValue.Reason) {
    var conf = PostgreSQLConf()
    conf.set("archive_command", .string(string))
    #expect(throws: UnsayableValue(place: "archive_command", value: string, reason: reason)) { try conf.rendered() }
  }

  @Test(arguments: ["", "a b", "1a", "a=b", "a.", ".a", "a.b.c", "é"])
  func refusedNames(name: String) {
    var conf = PostgreSQLConf()
    conf.set(name, .integer(1))
    #expect(throws: UnsayableValue(place: name, value: name, reason: .notAName)) { try conf.rendered() }
  }

  @Test(arguments: ["", " ", "#", "''", "\\", "\\'", "\t", "日本"])
  func strings(string: String) throws {
    var conf = PostgreSQLConf()
    conf.set("x", .string(string))
    let quoted = string.replacing("\\", with: "\\\\").replacing("'", with: "''")
    #expect(try conf.rendered() == "x = '\(quoted)'\n")
  }
}
