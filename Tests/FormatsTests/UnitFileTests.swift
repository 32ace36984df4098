import Testing

@testable import Formats

@Suite struct UnitFileTests {
  @Test func layout() throws {
    var service = UnitFile.Section("Service", ["Type": .literal("oneshot"), "ExecStart": .reset])
    service.append("ExecStart", .command(["/usr/bin/pg_dump", "-Fc"], prefixes: [.ignoringFailure]))
    service.append("User", nil)
    let unit = UnitFile(
      comment: ["one\ntwo"],
      sections: [
        .init("Unit", ["Description": .text("Nightly 100% copy"), "OnFailure": .literal("notify@%n.service")]), service,
      ])
    #expect(
      try unit.rendered() == """
        # one
        # two

        [Unit]
        Description=Nightly 100%% copy
        OnFailure=notify@%n.service

        [Service]
        Type=oneshot
        ExecStart=
        ExecStart=-/usr/bin/pg_dump -Fc

        """)
  }

  @Test(arguments: [
    (UnitValue.text(#"a \ "b" $c é"#), #"a \ "b" $c é"#),
    (.text("a\\"), "a\\ "),
    (.text("a\\\\"), "a\\\\"),
    (.path("/a b/%n$x"), "/a b/%%n$x"),
    (.words(["/a b", "-/c", "d%", "\\", "'", ""]), #""/a b" -/c d%% "\\" "'" """#),
    (.units(["a.service", "mnt-a\\x2db.mount", "n@i:1.timer"]), "a.service mnt-a\\x2db.mount n@i:1.timer"),
    (.environment(name: "A", value: "a b\n%$\"\\"), #""A=a b\x0a%%$\"\\""#),
    (.environment(name: "_1", value: ""), "_1="),
    (.command(["pg_dump"]), "pg_dump"),
    (
      .command(["/b", "", ";", "$HOME", "%n", "a'b", "\t\u{7F}", "@x", "é"]),
      #"/b "" ";" $$HOME %%n "a'b" "\x09\x7f" @x "é""#
    ),
    (.command(["/a b/%c"]), #""/a b/%%c""#),
    (.commandWords([.text("/b"), .expanded("%n"), .expanded("${A}/x y"), .text("%")]), #"/b %n "${A}/x y" %%"#),
  ])
  func spelled(value: UnitValue, text: String) throws {
    #expect(try UnitFile(sections: [.init("S", ["K": value])]).rendered() == "[S]\nK=\(text)\n")
  }

  @Test(arguments: [
    (UnitValue.text("a\nb"), "a\nb", UnsayableValue.Reason.lineBreak),
    (.text("a\rb"), "a\rb", .lineBreak),
    (.text("\0"), "\0", .nul),
    (.text("a\u{1}"), "a\u{1}", .controlCharacter),
    (.text("a "), "a ", .outerBlank),
    (.text(""), "", .empty),
    (.text("a\u{1FFFE}"), "a\u{1FFFE}", .noncharacter),
    (.literal("a\n[Service]"), "a\n[Service]", .lineBreak),
    (.path("a"), "a", .notAnAbsolutePath),
    (.path("/a\n"), "/a\n", .lineBreak),
    (.words([]), "", .empty),
    (.words(["a\n"]), "a\n", .lineBreak),
    (.words(["a\u{1B}"]), "a\u{1B}", .controlCharacter),
    (.units([]), "", .empty),
    (.units(["a b"]), "a b", .notAName),
    (.units(["%n"]), "%n", .notAName),
    (.environment(name: "A B", value: ""), "A B", .notAName),
    (.environment(name: "1", value: ""), "1", .notAName),
    (.environment(name: "A", value: "\0"), "A=\0", .nul),
    (.command([]), "", .notAnExecutable),
    (.command([""]), "", .notAnExecutable),
    (.command(["-x"]), "-x", .notAnExecutable),
    (.command(["./x"]), "./x", .notAnExecutable),
    (.command(["a/b"]), "a/b", .notAnExecutable),
    (.command(["/b/"]), "/b/", .notAnExecutable),
    (.command(["/$b"]), "/$b", .notAnExecutable),
    (.command(["/b'"]), "/b'", .notAnExecutable),
    (.command(["/b\\"]), "/b\\", .notAnExecutable),
    (.command(["/b\n"]), "/b\n", .notAnExecutable),
    (.command(["/b", "\0"]), "\0", .nul),
    (.command(["/b", "\u{FFFE}"]), "\u{FFFE}", .noncharacter),
    (.commandWords([.expanded("/b")]), "", .notAnExecutable),
  ])
  func refused(value: UnitValue, refused: String, reason: UnsayableValue.Reason) {
    #expect(throws: UnsayableValue(place: "[S] K", value: refused, reason: reason)) {
      try UnitFile(sections: [.init("S", ["K": value])]).rendered()
    }
  }

  @Test(arguments: ["", "a b", "a=b", "a]", "a\nb", "#a"])
  func refusedNames(name: String) {
    #expect(throws: UnsayableValue(place: "[\(name)]", value: name, reason: .notAName)) {
      try UnitFile(sections: [.init(name)]).rendered()
    }
    #expect(throws: UnsayableValue(place: "[S] \(name)", value: name, reason: .notAName)) {
      var section = UnitFile.Section("S")
      section.append(name, .reset)
      _ = try UnitFile(sections: [section]).rendered()
    }
  }

  @Test func readBack() throws {
    for string in NastyStrings.some(3000, seed: 4) {
      let isText = !string.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint }
      let line = try? UnitValue.command(["/b", string, "z", string]).spelled(at: "")
      #expect(
        line.flatMap(ReadBack.systemd)?.map(\.bytes) == (isText ? ["/b", string, "z", string].map(\.bytes) : nil))
      #expect(line?.unicodeScalars.contains { $0.value < 0x20 } != true, "\(string.debugDescription)")
    }
  }
}
