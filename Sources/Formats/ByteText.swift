#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Text in UTF-8 that grows at its end.
///
/// Whole strings are copied in bulk: a `String` that takes one scalar after the other costs fifty times as much, and an
/// array that takes one string after the other five times.
package struct ByteText: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes.
  package private(set) var count = 0

  /// An empty text, with room for so many bytes.
  package init(capacity: Int = 256) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  /// The text so far.
  package var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  /// Appends a string.
  package static func += (text: inout ByteText, string: String) {
    withUTF8(of: string) { text.append($0) }
  }

  /// Appends UTF-8 that begins and ends between two characters.
  mutating func append(_ piece: Slice<UnsafeBufferPointer<UInt8>>) { append(UnsafeBufferPointer(rebasing: piece)) }

  /// Appends UTF-8 that begins and ends between two characters.
  @inline(__always)
  package mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let base = piece.baseAddress else { return }
    reserve(piece.count)
    memcpy(start + count, base, piece.count)
    count += piece.count
  }

  /// Appends blanks.
  mutating func appendSpaces(_ number: Int) {
    reserve(number)
    memset(start + count, Int32(UInt8(ascii: " ")), number)
    count += number
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: count + more) }
  }

  @inline(never)
  private mutating func grow(to least: Int) {
    capacity = max(2 * capacity, least)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    memcpy(larger, start, count)
    start.deallocate()
    start = larger
  }

  /// Takes blanks and tabs away at the end.
  mutating func trimBlanks() {
    while count > 0, isBlank(start[count - 1]) { count -= 1 }
  }

  /// Removes everything from `index` on.
  mutating func removeEnd(from index: Int) -> String {
    let end = String(decoding: UnsafeBufferPointer(start: start + index, count: count - index), as: UTF8.self)
    count = index
    return end
  }

  /// Escapes everything from `index` on so that Go's template engine prints it literally.
  mutating func escapeTemplates(from index: Int) {
    guard UnsafeBufferPointer(start: start + index, count: count - index).holdsAction else { return }
    self += TemplateText.escaped(removeEnd(from: index))
  }
}

extension ByteText {
  /// Appends `string`, with characters replaced for which `replacement` returns something.
  ///
  /// It is asked only about characters whose first byte is among `suspects`; what lies between is copied in bulk.
  mutating func append(
    _ string: String, suspects: ByteSet, replacing replacement: (Unicode.Scalar) -> String?
  ) {
    withUTF8(of: string) { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        guard suspects.contains(bytes[index]) else {
          index += 1
          continue
        }
        let (scalar, next) = bytes.scalar(at: index)
        if let replacement = replacement(scalar) {
          append(bytes[start..<index])
          self += replacement
          start = next
        }
        index = next
      }
      append(bytes[start...])
    }
  }
}

/// Calls `body` with the bytes of `string`.
@inline(__always)
func withUTF8<Result>(of string: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
  if let result = string.utf8.withContiguousStorageIfAvailable(body) { return result }
  var string = string
  return string.withUTF8(body)
}

extension UnsafeBufferPointer<UInt8> {
  /// The character that begins at `index`, and where the next one does. The bytes are those of a string, so they are valid.
  func scalar(at index: Int) -> (Unicode.Scalar, next: Int) {
    let lead = self[index]
    if lead < 0x80 { return (Unicode.Scalar(lead), index + 1) }
    let count = (~lead).leadingZeroBitCount
    var value = UInt32(lead) & (0x7F >> UInt32(count))
    for offset in 1..<count { value = value << 6 | UInt32(self[index + offset]) & 0x3F }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", index + count)
  }

  /// Where the last character begins; 0 where there is none.
  var lastScalar: Int {
    var start = Swift.max(count - 1, 0)
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// Whether there is only printable ASCII, line breaks and tabs.
  var isPlainText: Bool {
    guard let base = UnsafeRawPointer(baseAddress) else { return true }
    // Eight bytes at a time; in `others`, a byte's highest bit marks anything else.
    var others: UInt64 = 0
    var index = 0
    while index + 8 <= count {
      let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let low = word & eight(0x7F)
      let isBlankOrMore = low &+ eight(0x60)
      let isDelete = low &+ eight(0x01)
      let isNoLineBreak = (low ^ eight(0x0A)) &+ eight(0x7F)
      let isNoTab = (low ^ eight(0x09)) &+ eight(0x7F)
      others |= word | isDelete | (~isBlankOrMore & isNoLineBreak & isNoTab)
      index += 8
    }
    guard others & eight(0x80) == 0 else { return false }
    while index < count {
      if isUnusual(self[index]), self[index] != UInt8(ascii: "\n"), self[index] != UInt8(ascii: "\t") { return false }
      index += 1
    }
    return true
  }

  /// Whether there is a `{{`, which begins an action of Go's template engine.
  var holdsAction: Bool {
    var next = 0
    while let brace = index(of: UInt8(ascii: "{"), from: next) {
      next = brace + 1
      if next < count, self[next] == UInt8(ascii: "{") { return true }
    }
    return false
  }

  /// The index of the first line break from `start` on, or the end.
  func lineEnd(from start: Int) -> Int { index(of: UInt8(ascii: "\n"), from: start) ?? count }

  /// The index of the first such byte from `start` on.
  func index(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// Eight bytes of one value.
@inline(__always)
private func eight(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

/// Whether two strings have the same bytes. `==` treats two spellings of one accented letter as equal; readers don't.
func hasSameBytes(_ left: String, _ right: String) -> Bool {
  guard left.utf8.count == right.utf8.count else { return false }
  return withUTF8(of: left) { left in
    withUTF8(of: right) { right in
      guard let start = left.baseAddress, let other = right.baseAddress else { return true }
      return memcmp(start, other, left.count) == 0
    }
  }
}
