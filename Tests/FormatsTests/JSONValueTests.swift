import Foundation
import Testing

@testable import Formats

@Suite struct JSONValueTests {
  private let value: JSONValue = [
    "type": "object", "required": ["a", "b"], "empty": [:], "none": [], "limit": -12, "open": false, "default": .null,
  ]

  @Test func rendered() {
    #expect(
      value.rendered() == """
        {
          "type": "object",
          "required": [
            "a",
            "b"
          ],
          "empty": {},
          "none": [],
          "limit": -12,
          "open": false,
          "default": null
        }

        """)
  }

  @Test func whatFitsIsWrittenOnOneLine() {
    #expect(
      value.rendered(width: 26) == """
        {
          "type": "object",
          "required": ["a", "b"],
          "empty": {},
          "none": [],
          "limit": -12,
          "open": false,
          "default": null
        }

        """)
    #expect(value.rendered(width: 24).contains("[\n    \"a\",\n    \"b\"\n  ],"))
    #expect(JSONValue.object(["a": ["b": [1, 2]]]).rendered(width: 80) == "{\"a\": {\"b\": [1, 2]}}\n")
  }

  @Test func renderedCompact() {
    let text = #"{"type":"object","required":["a","b"],"empty":{},"none":[],"limit":-12,"open":false,"default":null}"#
    #expect(value.renderedCompact() == text)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#), ("\0\u{1B}\u{7F}", #""\u0000\u001b\u007f""#), ("é😀", #""é😀""#),
    ("\u{2028}", #""\u2028""#), ("", #""""#),
  ])
  func strings(string: String, text: String) {
    #expect(JSONValue.string(string).renderedCompact() == text)
    #expect(JSONValue.object(JSONObject([(string, 1)])).renderedCompact() == "{\(text):1}")
  }

  @Test func namesStayUnique() {
    var object: JSONObject = ["a": 1, "b": 2, "a": 3]
    object["b"] = nil
    object.set("c", nil)
    #expect(object == ["a": 3])
    #expect(JSONObject([("\u{E9}", 1), ("e\u{301}", 2)]).members.count == 2)
  }

  @Test func readBack() throws {
    let strings = NastyStrings.some(2000, seed: 3, withoutNUL: false)
    let array = JSONValue.array(strings.map { .string($0) })
    for text in [array.rendered(), array.rendered(width: 200), array.renderedCompact()] {
      let read = try JSONDecoder().decode([String].self, from: Data(text.utf8))
      #expect(read.map(\.bytes) == strings.map(\.bytes))
    }
  }
}
