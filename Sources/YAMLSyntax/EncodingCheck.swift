internal import Diagnostics

/// Rejects a file that is not UTF-8, at the first invalid byte.
enum EncodingCheck {
  static func passes(_ bytes: UnsafeBufferPointer<UInt8>, file: Int, _ diagnostics: inout Diagnostics) -> Bool {
    func report(_ message: Diagnostic.Message, _ at: Int) {
      let span = Span(file: UInt32(file), start: UInt32(at), end: UInt32(min(at + 1, bytes.count)))
      diagnostics.report(.yamlEncoding, message, at: span)
    }
    if bytes.count > YAMLLimits.fileSize {
      diagnostics.report(
        .yamlLimit, .init("the file is larger than \(YAMLLimits.fileSize >> 20) MiB"),
        at: Span(file: UInt32(file), start: 0, end: 0))
      return false
    }
    if bytes.count >= 2, (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) {
      report(.init("the file is UTF-16", help: "save it as UTF-8"), 0)
      return false
    }
    guard let bad = firstInvalidByte(bytes) else { return true }
    report(.init("the bytes from here on are not UTF-8", help: "save the file as UTF-8"), bad)
    return false
  }

  /// Runs of ASCII are skipped eight bytes at a time; the rest follows table 3-7 of the Unicode standard.
  private static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < raw.count {
      if index + 8 <= raw.count,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      let lead = raw[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8)
      switch lead {
      case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
      case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
      case 0xED: (length, low, high) = (3, 0x80, 0x9F)
      case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
      case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
      case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
      default: return index
      }
      guard index + length <= raw.count, raw[index + 1] >= low, raw[index + 1] <= high else { return index }
      for trail in 2..<max(2, length) where raw[index + trail] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }
}
