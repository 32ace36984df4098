internal import ASCII
package import Diagnostics

/// A store's address, taken apart: scheme, host and port.
package struct Endpoint: PatternedText {
  /// As it is written.
  package let text: Text
  /// Whether its scheme is `https`.
  package let isEncrypted: Bool
  /// A name or an address, that of IPv6 without its brackets.
  package let host: String
  /// The port, where one is written.
  package let port: Int?

  package init(text: Text) {
    self.text = text
    var value = text.value
    (isEncrypted, host, port) = value.withUTF8 { bytes in
      guard let parts = Self.parts(of: bytes) else { return (true, "", nil) }
      let port = bytes[parts.port]
      return (
        parts.isEncrypted, String(decoding: bytes[parts.host], as: UTF8.self),
        port.isEmpty ? nil : port.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      )
    }
  }

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^https?://([A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f.:]+\\])(:[0-9]{1,5})?$",
      expectation: "an address with its scheme and no path", examples: ["https://s3.example.net:9000"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { parts(of: bytes) != nil }

  /// Where host and port stand, the port's empty where there is none; `nil` where the bytes are no address.
  private static func parts(
    of bytes: UnsafeBufferPointer<UInt8>
  ) -> (isEncrypted: Bool, host: Range<Int>, port: Range<Int>)? {
    let schemes: [(StaticString, isEncrypted: Bool)] = [("https://", true), ("http://", false)]
    for (scheme, isEncrypted) in schemes where scheme.withUTF8Buffer({ bytes.starts(with: $0) }) {
      let start = scheme.utf8CodeUnitCount
      let isBracketed = start < bytes.count && bytes[start] == UInt8(ascii: "[")
      let host = isBracketed ? start + 1 : start
      let mark = isBracketed ? UInt8(ascii: "]") : UInt8(ascii: ":")
      let end = bytes[host...].firstIndex(of: mark) ?? bytes.endIndex
      let afterHost = isBracketed ? end + 1 : end
      guard afterHost <= bytes.endIndex,
        isBracketed ? isAddress(bytes[host..<end]) : isName(bytes[host..<end]), isPort(bytes[afterHost...])
      else { return nil }
      return (isEncrypted, host..<end, min(afterHost + 1, bytes.endIndex)..<bytes.endIndex)
    }
    return nil
  }

  private static func isName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = bytes.first, first.isLetterOrDigit || first == UInt8(ascii: "_") else { return false }
    return bytes.allSatisfy { $0.isOfName }
  }

  private static func isAddress(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0.isOfAddress }
  }

  /// Whether the bytes are nothing, or a colon and a number.
  private static func isPort(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if bytes.isEmpty { return true }
    let digits = bytes.dropFirst()
    return bytes.first == UInt8(ascii: ":") && (1...5).contains(digits.count)
      && digits.allSatisfy { $0.isDigit }
  }
}
