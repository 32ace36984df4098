/// A file's path and bytes, as they were read.
package final class SourceFile: Sendable {
  /// As the user gave it, or as another file names it.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The path without its folders.
  package var name: String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}

extension SourceFile {
  /// The range of bytes of the line that holds `offset`, without its line break.
  package func lineRange(around offset: Int) -> Range<Int> {
    let offset = min(offset, bytes.count)
    let start = lineStart(before: offset)
    var end = lineEnd(after: offset)
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  /// The position of a byte; lines end at line feeds only, as in every editor.
  package func position(of offset: Int) -> Position {
    let offset = min(offset, bytes.count)
    let line = 1 + count(in: 0..<offset, Self.lineFeeds)
    var start = lineStart(before: offset)
    // A byte order mark doesn't count as a character of the first line.
    if start == 0, hasByteOrderMark { start = min(3, offset) }
    let column = 1 + count(in: start..<max(start, offset), Self.starts)
    return Position(line: line, column: column)
  }

  // Otherwise a finding at the end of a file, or of a line of megabytes, would cost more than its rule.

  /// The number of bytes in a range that match: for each of the eight in a word, `isSuch` sets the lowest bit.
  @inline(__always)
  private func count(in range: Range<Int>, _ isSuch: (UInt64) -> UInt64) -> Int {
    bytes.withUnsafeBytes { bytes in
      var count = 0
      var index = range.lowerBound
      while index + 8 <= range.upperBound {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // The product's highest byte is the sum of all.
        count += Int((isSuch(word) &* Self.ones) &>> 56)
        index += 8
      }
      while index < range.upperBound {
        count += Int(isSuch(UInt64(bytes[index])) & 1)
        index += 1
      }
      return count
    }
  }

  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// Which bytes of a word are line feeds.
  @inline(__always)
  private static func lineFeeds(_ word: UInt64) -> UInt64 {
    let difference = word ^ (0x0A &* ones)
    let low: UInt64 = 0x7F &* ones
    // A byte is zero if neither its low bits carry into its highest, nor that is set.
    return ~(((difference & low) &+ low) | difference) &>> 7 & ones
  }

  /// Which bytes of a word begin a character of UTF-8.
  @inline(__always)
  private static func starts(_ word: UInt64) -> UInt64 { (~(word &>> 7) | word &>> 6) & ones }

  /// The index after the last line feed before `offset`.
  private func lineStart(before offset: Int) -> Int {
    var index = offset
    var steps = Steps()
    while index >= steps.length, steps.go(on: !holdsFeed(index - steps.length..<index), &index, by: -1) {}
    while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
    return index
  }

  /// The index of the first line feed from `offset` on, or that of the end.
  private func lineEnd(after offset: Int) -> Int {
    var index = offset
    var steps = Steps()
    while index + steps.length <= bytes.count, steps.go(on: !holdsFeed(index..<index + steps.length), &index, by: 1) {}
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    return index
  }

  private func holdsFeed(_ range: Range<Int>) -> Bool { count(in: range, Self.lineFeeds) > 0 }

  /// How far to search at a time: short at first, as most lines are, and longer as long as nothing is found.
  private struct Steps {
    private(set) var length = 64

    /// Takes a step if it is free, else makes it short; `false` if it is short already.
    mutating func go(on isFree: Bool, _ index: inout Int, by direction: Int) -> Bool {
      if isFree {
        index += direction * length
        length = min(2 * length, 4096)
        return true
      }
      defer { length = 64 }
      return length > 64
    }
  }

  /// Whether the file begins with a UTF-8 byte order mark.
  package var hasByteOrderMark: Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }
}
