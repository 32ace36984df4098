/// Byte offsets of a text's characters.
///
/// libyaml's marks count characters. In a file of ASCII only that is the byte offset; otherwise every 64th character's
/// offset is kept and the rest counted from there.
struct ByteOffsets {
  private static let stride = 64
  private var checkpoints: [UInt32] = []
  private let start: Int

  /// Takes the text from `start` on, past a byte order mark, which libyaml doesn't count.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.start = start
    guard !isASCII(bytes) else { return }
    var characters = 0
    for index in start..<bytes.count where bytes[index] & 0xC0 != 0x80 {
      if characters % Self.stride == 0 { checkpoints.append(UInt32(index)) }
      characters += 1
    }
    checkpoints.append(UInt32(bytes.count))
  }

  /// The byte offset of the character at `mark`.
  @inline(__always)
  func offset(of mark: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    checkpoints.isEmpty ? UInt32(truncatingIfNeeded: min(mark + start, bytes.count)) : counted(mark, bytes)
  }

  @inline(never)
  private func counted(_ mark: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let slot = mark / Self.stride
    guard slot < checkpoints.count else { return UInt32(bytes.count) }
    var index = Int(checkpoints[slot])
    var left = mark % Self.stride
    while left > 0, index < bytes.count {
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
      left -= 1
    }
    return UInt32(index)
  }
}

/// Whether no byte is above 0x7F; looks at eight at a time.
private func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let raw = UnsafeRawBufferPointer(bytes)
  var bits: UInt64 = 0
  var index = 0
  while index + 8 <= raw.count {
    bits |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    index += 8
  }
  while index < raw.count {
    bits |= UInt64(raw[index])
    index += 1
  }
  return bits & 0x8080_8080_8080_8080 == 0
}
