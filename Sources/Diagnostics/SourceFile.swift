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

/// A position as people and editors count it, both from 1.
package struct Position: Sendable, Equatable {
  package var line: Int
  /// In characters (Unicode scalars), as GNU tools and editors count.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
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
    let line = 1 + count(in: 0..<offset) { $0 .== 0x0A }
    var start = lineStart(before: offset)
    // A byte order mark is no character of the first line.
    if start == 0, hasByteOrderMark { start = min(3, offset) }
    let column = 1 + count(in: start..<max(start, offset)) { ($0 & 0xC0) .!= 0x80 }
    return Position(line: line, column: column)
  }

  // A finding at the end of a file, or of a line of megabytes, would else cost more than its rule.

  private typealias Block = SIMD16<UInt8>

  /// The number of bytes in a range that are such.
  @inline(__always)
  private func count(in range: Range<Int>, _ isSuch: (Block) -> SIMDMask<SIMD16<Int8>>) -> Int {
    bytes.withUnsafeBytes { bytes in
      var count = 0
      var index = range.lowerBound
      while index + 16 <= range.upperBound {
        // Each of the sixteen counters holds up to 255.
        let end = min(index + 255 * 16, range.upperBound)
        var counts = Block.zero
        while index + 16 <= end {
          let block = bytes.loadUnaligned(fromByteOffset: index, as: Block.self)
          counts = counts &+ Block.zero.replacing(with: 1, where: isSuch(block))
          index += 16
        }
        for counter in 0..<16 { count += Int(counts[counter]) }
      }
      while index < range.upperBound {
        if isSuch(Block(repeating: bytes[index]))[0] { count += 1 }
        index += 1
      }
      return count
    }
  }

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

  private func holdsFeed(_ range: Range<Int>) -> Bool { count(in: range) { $0 .== 0x0A } > 0 }

  /// How far to look in one go: short at first, as most lines are, and longer the longer nothing is found.
  private struct Steps {
    private(set) var length = 64

    /// Takes a step if it is free, else makes it short; `false` where it is short already.
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
