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
        let block = bytes.loadUnaligned(fromByteOffset: index, as: Block.self)
        count += Int(Block.zero.replacing(with: 1, where: isSuch(block)).wrappedSum())
        index += 16
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
    bytes.withUnsafeBytes { bytes in
      var index = offset
      while index >= 16, !Self.holdsFeed(bytes, at: index - 16) { index -= 16 }
      while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
      return index
    }
  }

  /// The index of the first line feed from `offset` on, or that of the end.
  private func lineEnd(after offset: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      var index = offset
      while index + 16 <= bytes.count, !Self.holdsFeed(bytes, at: index) { index += 16 }
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      return index
    }
  }

  @inline(__always)
  private static func holdsFeed(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    any(bytes.loadUnaligned(fromByteOffset: index, as: Block.self) .== 0x0A)
  }

  /// Whether the file begins with a UTF-8 byte order mark.
  package var hasByteOrderMark: Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }
}
