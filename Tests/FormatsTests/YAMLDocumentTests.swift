import Testing

@testable import Formats

@Suite struct YAMLDocumentTests {
  @Test func layout() {
    let document = YAMLDocument(
      comment: ["Written by a program.", "", "two\nlines"],
      root: [
        "apiVersion": "v1",
        "metadata": ["name": "a", "labels": [:]],
        "list": [["name": "x", "args": ["-c", 1]], [["deep", true], []], .null],
      ])
    #expect(
      document.rendered()
        == """
        # Written by a program.
        #
        # two
        # lines
        apiVersion: v1
        metadata:
          name: a
          labels: {}
        list:
        - name: x
          args:
          - "-c"
          - 1
        - - - deep
            - true
          - []
        - null

        """)
  }

  @Test func literalBlocks() {
    let document = YAMLDocument(
      root: [
        "clip": "a\n\n b\n", "strip": "a\nb", "keep": "a\n\n", "indented": "\n  a\nb", "items": ["a\nb"], "z": "z",
      ])
    #expect(
      document.rendered() == """
        clip: |
          a

           b
        strip: |-
          a
          b
        keep: |+
          a

        indented: |2-

            a
          b
        items:
        - |-
          a
          b
        z: z

        """)
  }

  @Test func mappingsOnOneLine() {
    let row: YAMLValue = [
      "name": "a, b", "value": 1, "lines": "a\nb", "more": ["x,y", ["k": [], "l": .null]], "e": [:],
    ]
    #expect(
      YAMLDocument(root: ["rows": [.flow(row), .flow([:])]]).rendered() == #"""
        rows:
        - {name: "a, b", value: 1, lines: "a\nb", more: ["x,y", {k: [], l: null}], e: {}}
        - {}

        """#)
    let key = String(repeating: "k", count: 1001)
    #expect(YAMLDocument(root: .flow([.init(key): 1])).rendered() == "{? \(key) : 1}\n")
    let actions = YAMLDocument(root: .flow(["a{{": .template("{{ toJson .x }}")]))
    #expect(actions.rendered(as: .helmTemplate) == #"{"a{{ "{{" }}": {{ toJson .x }}}"# + "\n")
  }

  @Test func aValueIsSaidOnceByAnAnchor() {
    let root: YAMLValue = ["a": .anchored("x-1", .flow(["k": "v"])), "b": .alias("x-1"), "c": [.alias("x-1")]]
    #expect(YAMLDocument(root: root).rendered() == "a: &x-1 {k: v}\nb: *x-1\nc:\n- *x-1\n")
  }

  @Test(arguments: ["a\n", "a\n\n", "a\n  "])
  func aTrailingBlankOutlivesTrimming(string: String) {
    #expect(YAMLDocument(root: ["a": .string(string)]).rendered().hasSuffix("\n# end\n"))
  }

  @Test func noEndMarkAfterOtherScalars() {
    #expect(YAMLDocument(root: ["a": "a\n", "b": "b"]).rendered() == "a: |\n  a\nb: b\n")
    #expect(YAMLDocument(root: ["a": "a\nb"]).rendered() == "a: |-\n  a\n  b\n")
  }

  @Test func stream() {
    let documents = [YAMLDocument(root: ["a": 1]), YAMLDocument(comment: ["b"], root: ["b": "x\n"])]
    #expect(YAMLDocument.stream(documents) == "a: 1\n---\n# b\nb: |\n  x\n# end\n")
    #expect(YAMLDocument.stream([]) == "")
  }

  @Test func emptyRoots() {
    #expect(YAMLDocument(root: [:]).rendered() == "{}\n")
    #expect(YAMLDocument(root: []).rendered() == "[]\n")
    #expect(YAMLDocument(root: "").rendered() == "\"\"\n")
  }

  @Test func commentsAboveKeys() {
    var item = YAMLMapping()
    item.set("name", "x", comment: ["which"])
    item.set("value", "z", comment: ["what"])
    #expect(
      YAMLDocument(root: [.mapping(item)]).rendered() == """
        -
          # which
          name: x
          # what
          value: z

        """)
  }

  @Test func aCommentCannotBeLeft() {
    let text = YAMLDocument(comment: ["a\rb\u{85}c\u{2028}d: e\u{1}"], root: [:]).rendered()
    #expect(text == "# a\n# b\n# c\n# d: e\u{FFFD}\n{}\n")
  }

  @Test func aKeyTooLongToBeImplicit() {
    let key = String(repeating: "k", count: 1001)
    #expect(YAMLDocument(root: [["a": 1, .init(key): ["b": 2]]]).rendered() == "- a: 1\n  ? \(key)\n  :\n    b: 2\n")
  }

  @Test func keysStayUnique() {
    var mapping: YAMLMapping = ["a": 1, "b": 2, "a": 3]
    mapping.set("c", nil)
    mapping["b"] = nil
    mapping["d"] = "x"
    #expect(mapping == ["a": 3, "d": "x"])
    #expect(mapping["c"] == nil)
  }

  @Test func spellingsOfOneLetterAreTwoKeys() {
    #expect(YAMLMapping([("\u{E9}", 1), ("e\u{301}", 2)]).entries.count == 2)
  }

  @Test func anActionNeedsHelm() async {
    await #expect(processExitsWith: .failure) { _ = YAMLDocument(root: .template("{{ .Values.x }}")).rendered() }
  }
}
