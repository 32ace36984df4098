import Diagnostics
import Foundation
import Testing
import YAMLSyntax

/// No input makes more than a moment's work.
@Suite struct LimitTests {
  /// Seconds that the processor has worked on this thread: other tests run beside this one.
  static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The codes of a text's findings, which must come within a second.
  static func codes(_ text: String) -> [String] {
    var diagnostics = Diagnostics()
    let file = SourceFile(path: "p.yaml", bytes: Array(text.utf8))
    let started = processorTime()
    _ = YAMLParser.parse(file, at: 0, &diagnostics)
    #expect(processorTime() - started < 1)
    return diagnostics.all.map { $0.code }
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "])
  func aDepthOfAHundredThousandIsRefusedAtOnce(opener: String) {
    #expect(Self.codes(String(repeating: opener, count: 100_000)) == ["yaml-limit"])
  }

  @Test func indentedDepthIsRefusedAtOnce() {
    let text = (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(Self.codes(text) == ["yaml-limit"])
  }

  @Test func aDepthOf64IsRead() {
    #expect(Self.codes(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == [])
    #expect(Self.codes(String(repeating: "[", count: 65) + String(repeating: "]", count: 65)) == ["yaml-limit"])
  }

  @Test func exponentialAliasesAreRefusedAtOnce() {
    let lines = (1..<60).map {
      "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ",") + "]\n"
    }
    #expect(Self.codes("a0: &a0 x\n" + lines.joined()) == ["yaml-limit"])
  }

  @Test func quadraticAliasesAreRefusedAtOnce() {
    let list = "a: &a [" + Array(repeating: "x", count: 1000).joined(separator: ",") + "]\n"
    #expect(
      Self.codes(list + "b: [" + Array(repeating: "*a", count: 100_000).joined(separator: ",") + "]\n") == [
        "yaml-limit"
      ])
  }

  @Test func moreThan50000ValuesAreRefused() {
    #expect(Self.codes("[" + String(repeating: "x,", count: 49_999) + "]") == [])
    #expect(Self.codes("[" + String(repeating: "x,", count: 50_000) + "]") == ["yaml-limit"])
  }

  @Test func aFileOfMoreThan4MiBIsRefused() {
    #expect(Self.codes("# " + String(repeating: "x", count: (4 << 20) - 2)) == [])
    #expect(Self.codes("# " + String(repeating: "x", count: (4 << 20) - 1)) == ["yaml-limit"])
  }

  @Test func aWideMappingIsCheckedForDuplicatesAtOnce() {
    let keys = (0..<20_000).map { "k\($0): x\n" }.joined()
    #expect(Self.codes(keys) == [])
    #expect(Self.codes(keys + "k7: x\n") == ["duplicate-key"])
  }

  @Test func aThousandAnchorsOfOneNameAreRead() {
    #expect(Self.codes("[" + String(repeating: "&a x, *a, ", count: 1000) + "]") == [])
  }

  @Test func anEmptyFileHasNoNode() {
    #expect(Self.codes("") == [])
  }
}
