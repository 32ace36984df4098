import ASCII
import Planning

/// Names that the API server accepts, made from the policy's names.
enum ObjectName {
  /// The longest name that is made, in characters.
  ///
  /// The controller appends eleven characters to a CronJob's name for its Jobs, and those may have 63
  /// (kubernetes.io, CronJob, "CronJob names"). Other names are kept as short, so that one rule serves all.
  static let longest = 52

  /// `parts` joined by hyphens as a DNS label. A stable hash distinguishes names that had to be changed or cut.
  ///
  /// For example: `certctl`, `nightly` become `certctl-nightly`.
  static func joined(_ parts: String...) -> String {
    var written = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { written += "-" }
      written += part
    }
    if written.utf8.count <= longest, isLabel(Substring(written)) { return written }
    var name = ""
    for byte in written.utf8 {
      switch byte {
      case _ where byte.isLowercase || byte.isDigit:
        name.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where byte.isUppercase: name.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      default: name += "-"
      }
    }
    name = trimmed(name)
    let hash = StableHash.text(of: written, digits: 8)
    let kept = trimmed(String(name.prefix(longest - 1 - hash.count)))
    return kept.isEmpty ? hash : kept + "-" + hash
  }

  /// Whether `text` can name a Secret, a ConfigMap or a claim (RFC 1123 subdomain).
  static func isSubdomain(_ text: String) -> Bool {
    guard text.utf8.count <= 253 else { return false }
    var length = 0
    var last = UInt8(ascii: "-")
    // A label must end with a letter or digit.
    for byte in text.utf8 {
      if byte == UInt8(ascii: ".") {
        guard length > 0, last != UInt8(ascii: "-") else { return false }
        length = 0
      } else {
        length += 1
        guard isLabelByte(byte), length <= 63, length > 1 || byte != UInt8(ascii: "-") else { return false }
      }
      last = byte
    }
    return length > 0 && last != UInt8(ascii: "-")
  }

  /// Whether `text` can name a namespace (RFC 1123 label).
  static func isLabel(_ text: Substring) -> Bool {
    text.utf8.count <= 63 && endsAreAlphanumeric(text) && text.utf8.allSatisfy(isLabelByte)
  }

  /// Whether `text` can be a key of a Secret or a ConfigMap.
  static func isDataKey(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 253 && text != "." && text != ".." && text.utf8.allSatisfy(isNameByte)
  }

  /// Whether `text` can be the value of a label.
  static func isLabelValue(_ text: String) -> Bool {
    text.isEmpty || (text.utf8.count <= 63 && text.utf8.allSatisfy(isNameByte) && endsAreAlphanumeric(Substring(text)))
  }

  /// Whether `text` can be the key of a label or an annotation, with or without a prefix.
  static func isQualified(_ text: String) -> Bool {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return isQualifiedName(text) }
    return isSubdomain(String(text[..<slash])) && isQualifiedName(String(text[text.utf8.index(after: slash)...]))
  }

  private static func isQualifiedName(_ name: String) -> Bool { !name.isEmpty && isLabelValue(name) }

  private static func trimmed(_ name: String) -> String {
    var rest = Substring(name)
    while rest.first == "-" { rest.removeFirst() }
    while rest.last == "-" { rest.removeLast() }
    return String(rest)
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLowercase || byte == UInt8(ascii: "-")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func endsAreAlphanumeric(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    return first.isLetterOrDigit && last.isLetterOrDigit
  }
}
