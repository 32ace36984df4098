#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Text in UTF-8 that grows at its end.
///
/// Whole strings are copied in bulk: a `String` that takes one scalar after the other costs fifty times as much.
struct ByteText {
  private(set) var bytes: [UInt8] = []

  /// The text so far.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  static func += (text: inout ByteText, string: String) { text.bytes.append(contentsOf: string.utf8) }

  /// Appends an ASCII character.
  mutating func append(_ character: UInt8) { bytes.append(character) }

  /// Appends UTF-8 that begins and ends between two characters.
  mutating func append(_ piece: Slice<UnsafeBufferPointer<UInt8>>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece))
  }

  /// Appends blanks.
  mutating func appendSpaces(_ count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
  }

  /// Inserts `string` before the byte at `index`.
  mutating func insert(_ string: String, at index: Int) { bytes.insert(contentsOf: string.utf8, at: index) }

  /// Takes blanks and tabs away at the end.
  mutating func trimBlanks() {
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
  }

  /// Writes what stands from `start` on so that Go's template engine prints it as it is.
  mutating func escapeTemplates(from start: Int) {
    guard bytes.withUnsafeBufferPointer({ UnsafeBufferPointer(rebasing: $0[start...]).holdsAction }) else { return }
    let plain = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    self += TemplateText.escaped(plain)
  }
}

extension ByteText {
  /// Appends `string` with what `replacement` gives in place of a character, where it gives something.
  ///
  /// It is asked only about characters whose first byte is suspect; what lies between is copied in bulk.
  @inline(__always)
  mutating func append(
    _ string: String, where isSuspect: (UInt8) -> Bool, replacing replacement: (Unicode.Scalar) -> String?
  ) {
    withUTF8(of: string) { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        guard isSuspect(bytes[index]) else {
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

  /// Whether there is nothing but printable ASCII, line breaks and tabs.
  var isPlainText: Bool {
    // Without an early end, so that the compiler looks at many bytes at once.
    var fault = false
    for byte in self {
      let isPlain = !isUnusual(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      fault = fault || !isPlain
    }
    return !fault
  }

  /// Whether there is a `{{`, which begins an action of Go's template engine.
  var holdsAction: Bool {
    var found = false
    for index in indices.dropLast() {
      found = found || (self[index] == UInt8(ascii: "{") && self[index + 1] == UInt8(ascii: "{"))
    }
    return found
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

/// Whether two strings have the same bytes. `==` takes two spellings of one accented letter as equal; readers don't.
func hasSameBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
}
