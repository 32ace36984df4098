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
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  /// The position of a byte; lines end at line feeds only, as in every editor.
  package func position(of offset: Int) -> Position {
    let offset = min(offset, bytes.count)
    let line = 1 + lineBreaks(before: offset)
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    // A byte order mark is no character of the first line.
    if start == 0, hasByteOrderMark { start = min(3, offset) }
    var column = 1
    for index in start..<max(start, offset) where bytes[index] & 0xC0 != 0x80 { column += 1 }
    return Position(line: line, column: column)
  }

  /// The number of line feeds before a byte. A finding at the end of a file would else cost as much as its rule.
  private func lineBreaks(before offset: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      var count = 0
      var index = 0
      while index + 16 <= offset {
        let block = bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
        let feeds = SIMD16<UInt8>.zero.replacing(with: 1, where: block .== 0x0A)
        count += Int(feeds.wrappedSum())
        index += 16
      }
      while index < offset {
        if bytes[index] == 0x0A { count += 1 }
        index += 1
      }
      return count
    }
  }

  /// Whether the file begins with a UTF-8 byte order mark.
  package var hasByteOrderMark: Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }
}
