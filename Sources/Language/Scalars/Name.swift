internal import ASCII
package import Diagnostics
internal import YAMLSyntax

/// A name that becomes part of unit names, Kubernetes names and paths: a DNS label of at most 40 characters.
package final class Name: PatternedText {
  package let text: Text

  init(text: Text) { self.text = text }

  package static var help: String? { rule }
  static let rule = "use up to 40 lower-case letters, digits and `-`, starting with a letter and not ending with `-`"

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$", expectation: "a name", examples: ["nightly"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 40 else { return false }
    return first.isLowercase && last != UInt8(ascii: "-")
      && bytes.allSatisfy { $0.isLowercase || $0.isDigit || $0 == UInt8(ascii: "-") }
  }

  package static func read(_ form: inout Form, at node: Int) -> Name? {
    // The declaration already has the finding.
    if !form.misnamed.isEmpty, form.isScalar(at: node), form.misnamed.contains(form.tree.string(node)) { return nil }
    return readPattern(&form, at: node)
  }

  /// The same words in lower case, joined by hyphens.
  package static func correction(of text: String) -> String? {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let isOfWords = text.utf8.allSatisfy { Form.isOneWord([$0]) && $0 != UInt8(ascii: "/") || $0 == UInt8(ascii: " ") }
    let name = words.joined(separator: "-")
    return isOfWords && Array(name.utf8).withUnsafeBufferPointer(accepts) ? name : nil
  }

  /// Whether a key of a catalogue is a name.
  static func isValid(_ tree: borrowing Tree, _ key: Int) -> Bool { accepts(tree.bytes(of: key)) }
}

/// A tool's or platform's version by its first two numbers.
package struct VersionText: PatternedText {
  package var text: Text

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$", expectation: "a version in quotes", examples: ["\"1.29\""])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var groups = 1
    var length = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        guard length > 0 else { return false }
        groups += 1
        length = 0
      } else {
        guard byte.isDigit else { return false }
        length += 1
        guard length <= 4 else { return false }
      }
    }
    return length > 0 && (groups == 2 || groups == 3)
  }

  /// The first two numbers.
  package var numbers: (major: Int, minor: Int) {
    var numbers = (major: 0, minor: 0)
    var points = 0
    for byte in text.value.utf8 {
      if byte == UInt8(ascii: ".") {
        points += 1
      } else if points == 0 {
        numbers.major = numbers.major * 10 + Int(byte & 0x0F)
      } else if points == 1 {
        numbers.minor = numbers.minor * 10 + Int(byte & 0x0F)
      }
    }
    return numbers
  }
}
