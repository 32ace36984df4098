import Foundation
import Testing

@testable import Formats

@Suite struct ShellTests {
  @Test(arguments: ["a", "--opt=x", "/a/b.c", "1", "user@host:/x", "a,b+c%d", "-", "."])
  func bare(word: String) throws {
    #expect(try ShellWord.quoted(word) == word)
  }

  @Test(arguments: [
    "", " ", "a b", "$a", "`", "\"", "\\", "~", "*", "#", ";", "a\nb", "é", "!", "{", "if", "done", "a=b", "A1=",
    "a+=b", "=a",
  ])
  func singleQuoted(word: String) throws {
    #expect(try ShellWord.quoted(word) == "'\(word)'")
  }

  @Test func aQuoteInQuotes() throws {
    #expect(try ShellWord.quoted("it's") == #"'it'\''s'"#)
    #expect(try ShellWord.quoted("'") == #"''\'''"#)
  }

  @Test func layout() throws {
    let script = ShellScript(
      comment: ["Dumps one database."],
      [
        .assignment(name: "name", value: "a b"), .exported(name: "PGHOST", value: "$x"), .function("f() {\n  :\n}\n\n"),
        .function("g() {\n  :\n}"), .comment(["last"]), .call(["f", .variable("name"), "--x=y", ""]),
        .call(["g", .arguments]), .gap, .required(name: "work", variable: "FOLDER", below: "/a b"), .load("/lib/x.sh"),
      ])
    #expect(
      try script.rendered() == """
        #!/bin/sh
        # Dumps one database.
        set -eu

        name='a b'
        # shellcheck disable=SC2016
        export PGHOST='$x'

        f() {
          :
        }

        g() {
          :
        }

        # last
        f "$name" --x=y ''
        g "$@"

        work=${FOLDER:?}'/a b'
        command . /lib/x.sh || exit 126

        """)
  }

  @Test func whatShellcheckLeavesOutStandsBeforeTheFirstCommand() throws {
    let script = ShellScript(comment: ["shellcheck shell=bash"], unchecked: ["SC2034", "SC2154"], [.call(["f"])])
    #expect(
      try script.rendered() == """
        #!/bin/sh
        ## shellcheck shell=bash
        # shellcheck disable=SC2034,SC2154
        set -eu

        f

        """)
  }

  @Test(arguments: [
    ("a\\", "SC1003"), ("\\'", "SC1003"), ("’", "SC1112"), ("$x", "SC2016"), ("`x`", "SC2016"), ("~/x", "SC2088"),
    ("~$\\", "SC1003,SC2016,SC2088"),
  ])
  func directives(text: String, codes: String) throws {
    let script = try ShellScript([.call(["f", .text(text)])]).rendered()
    #expect(script.contains("\n# shellcheck disable=\(codes)\nf '"))
  }

  @Test func aCommentIsNoDirective() throws {
    let script = ShellScript(comment: ["shellcheck disable=all"], [.comment(["a\n \tshellcheck x", "no shellcheck"])])
    #expect(
      try script.rendered() == """
        #!/bin/sh
        ## shellcheck disable=all
        set -eu

        # a
        ##  \tshellcheck x
        # no shellcheck

        """)
  }

  @Test func noDirectiveWithoutNeed() throws {
    #expect(try ShellScript([.call(["f", "a\\b", "a~"])]).rendered() == "#!/bin/sh\nset -eu\n\nf 'a\\b' 'a~'\n")
  }

  @Test(arguments: [
    (ShellScript.Statement.assignment(name: "a b", value: ""), "a b", "a b", UnsayableValue.Reason.notAName),
    (.exported(name: "1", value: ""), "1", "1", .notAName),
    (.assignment(name: "", value: ""), "", "", .notAName),
    (.assignment(name: "a", value: "\0"), "a", "\0", .nul),
    (.call(["f", .variable("a-b")]), "arguments of f", "a-b", .notAName),
    (.call(["f", "\0"]), "arguments of f", "\0", .nul),
    (.call(["\0"]), "command", "\0", .nul),
    (.call([]), "command", "", .empty),
    (.call([""]), "command", "", .empty),
  ])
  func refused(statement: ShellScript.Statement, place: String, value: String, reason: UnsayableValue.Reason) {
    #expect(throws: UnsayableValue(place: place, value: value, reason: reason)) {
      try ShellScript([statement]).rendered()
    }
  }

  @Test func aShellReadsItBack() throws {
    let strings = NastyStrings.some(500, seed: 5)
    var statements: [ShellScript.Statement] = [.comment(strings), .function(#"show() { printf '%s\0' "$@"; }"#)]
    for (index, string) in strings.enumerated() {
      statements.append(
        index % 2 == 0 ? .assignment(name: "v\(index)", value: string) : .exported(name: "v\(index)", value: string))
      statements.append(.call(["show", .variable("v\(index)"), .text(string)]))
    }
    let script = try ShellScript(comment: strings, statements).rendered()
    let read = try output(ofShellReading: script).split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(read.map { Array($0) } == strings.flatMap { [$0.bytes, $0.bytes] })
  }

  private func output(ofShellReading script: String) throws -> Data {
    let file = FileManager.default.temporaryDirectory.appending(path: "backstay-\(UUID().uuidString).sh")
    try Data(script.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let shell = Process()
    let pipe = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [file.path]
    shell.standardOutput = pipe
    try shell.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    return output
  }
}
