internal import Diagnostics
internal import YAMLSyntax

/// Recognizes secrets' values.
///
/// Only those that are meant to be recognized: armour and prefixes that their makers chose, and passwords in URLs.
enum SecretText {
  /// The kind of secret that the bytes contain; `nil` if none is recognized.
  static func kind(of bytes: UnsafeBufferPointer<UInt8>) -> StaticString? {
    guard bytes.count >= 20 else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "-"):
      return begins(bytes, "-----BEGIN ") && holds(bytes, "PRIVATE KEY-----") ? "a private key" : nil
    case UInt8(ascii: "A"):
      if begins(bytes, "AGE-SECRET-KEY-1") { return "an age secret key" }
      return bytes.count == 20 && (begins(bytes, "AKIA") || begins(bytes, "ASIA")) ? "an AWS access key" : nil
    default:
      return holdsPassword(bytes) ? "a password in a URL" : nil
    }
  }

  /// Whether a text is a URL such as `https://user:password@host`.
  private static func holdsPassword(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let colon = bytes.prefix(12).firstIndex(of: UInt8(ascii: ":")), bytes.count > colon + 3,
      bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/")
    else { return false }
    let authority = bytes[(colon + 3)...].prefix { $0 != UInt8(ascii: "/") }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return false }
    return authority[..<at].contains(UInt8(ascii: ":"))
  }

  private static func begins(_ bytes: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { bytes.starts(with: $0) }
  }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ part: StaticString) -> Bool {
    part.withUTF8Buffer { part in
      bytes.indices.contains { bytes[$0...].starts(with: part) }
    }
  }
}

extension Form {
  /// The fault of an unknown key: if it sounds like a secret's and its value isn't a name, the fault whose lines aren't
  /// shown.
  func faultOfUnknown(_ key: Int) -> Fault {
    let value = tree.resolved(Int(tree[key].next))
    guard tree[value].kind == .scalar, !Name.accepts(tree.bytes(of: value)) else { return .unknownKey }
    let letters = tree.string(key).lowercased().filter { $0.isLetter }
    let words = ["secret", "password", "passphrase", "token", "privatekey", "accesskey", "accountkey"]
    return words.contains { letters.contains($0) } ? .literalSecret : .unknownKey
  }

  /// A text as `text` reads it that isn't a secret's value either; `nil` after a finding.
  mutating func openText(
    at node: Int, expected: @autoclosure () -> StaticString, isMultiline: Bool = false
  ) -> String? {
    guard let value = text(at: node, expected: expected(), isMultiline: isMultiline) else { return nil }
    guard let kind = SecretText.kind(of: tree.bytes(of: node)) else { return value }
    reportSecret(
      .init("\(kind) is written in the policy", help: "declare it under `secrets`, and rotate it"),
      at: node)
    return nil
  }
}
