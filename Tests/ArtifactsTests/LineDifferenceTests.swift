import Testing

@testable import Artifacts

struct LineDifferenceTests {
  private func changes(_ old: String, _ new: String) -> [LineDifference.Change] {
    LineDifference(old.utf8.map { [$0] }, new.utf8.map { [$0] }).changes
  }

  @Test func findsTheShortestWay() {
    // Myers' own example: five letters.
    let found = changes("abcabba", "cbabac")
    #expect(found.reduce(0) { $0 + $1.old.count + $1.new.count } == 5)
  }

  @Test func literalCases() {
    #expect(changes("", "") == [])
    #expect(changes("abc", "abc") == [])
    #expect(changes("", "ab") == [.init(old: 0..<0, new: 0..<2)])
    #expect(changes("ab", "") == [.init(old: 0..<2, new: 0..<0)])
    #expect(changes("abc", "axc") == [.init(old: 1..<2, new: 1..<2)])
    #expect(changes("aa", "aaa") == [.init(old: 2..<2, new: 2..<3)])
    #expect(changes("xay", "a") == [.init(old: 0..<1, new: 0..<0), .init(old: 2..<3, new: 1..<1)])
  }

  /// What a change says must hold whatever the lines: replaying it gives the new lines, by as few steps as possible.
  @Test func replaysToTheNewLinesByTheFewestSteps() {
    var state: UInt64 = 7
    func random(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return (state >> 33) % bound
    }
    for _ in 0..<400 {
      let old = (0..<random(12)).map { _ in [UInt8(random(3))][...] }
      let new = (0..<random(12)).map { _ in [UInt8(random(3))][...] }
      var replayed: [ArraySlice<UInt8>] = []
      var position = 0
      var steps = 0
      for change in LineDifference(old, new).changes {
        replayed += old[position..<change.old.lowerBound] + new[change.new]
        position = change.old.upperBound
        steps += change.old.count + change.new.count
      }
      replayed += old[position...]
      #expect(replayed == new)
      let shortest = new.difference(from: old).count
      #expect(steps == shortest)
    }
  }

  @Test func staysBounded() {
    // 20,000 lines without a partner: far beyond the limit, so one change.
    let old = (0..<20_000).map { Array("old \($0)".utf8)[...] }
    let new = (0..<20_000).map { Array("new \($0)".utf8)[...] }
    #expect(LineDifference(old, new).changes == [.init(old: 0..<20_000, new: 0..<20_000)])
  }

  @Test func comparesBytesNotCharacters() {
    let change = LineDifference([Array("\u{E9}".utf8)[...]], [Array("e\u{301}".utf8)[...]]).changes
    #expect(change == [.init(old: 0..<1, new: 0..<1)])
  }
}
