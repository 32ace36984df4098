internal import ASCII
package import Diagnostics
internal import YAMLSyntax

/// Processors as Kubernetes writes them: a number of them, or thousandths with `m`.
package struct ProcessorQuantity: PatternedText {
  package var text: Text

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^[1-9][0-9]{0,8}m?$", expectation: "a number of CPUs in quotes, or of millicores with `m`",
      examples: ["500m", "\"2\""])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let digits = quantityDigits(bytes) else { return false }
    return digits == bytes.count || digits + 1 == bytes.count && bytes[digits] == UInt8(ascii: "m")
  }
}

/// Memory as Kubernetes writes it, with its unit: a number alone would be bytes, which nobody means.
package struct MemoryQuantity: PatternedText {
  package var text: Text

  package static func read(_ form: inout Form, at node: Int) -> MemoryQuantity? {
    guard form.isScalar(node, expected: pattern.expectation) else { return nil }
    guard accepts(form.tree.bytes(of: node)) else {
      form.reportSize(node)
      return nil
    }
    return readPattern(&form, at: node)
  }

  static var pattern: StringSchema {
    StringSchema(pattern: "^[1-9][0-9]{0,8}(Ki|Mi|Gi|Ti)$", expectation: "an amount of memory", examples: ["256Mi"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let digits = quantityDigits(bytes), bytes.count == digits + 2 else { return false }
    return [0x4B, 0x4D, 0x47, 0x54].contains(bytes[digits]) && bytes[digits + 1] == UInt8(ascii: "i")
  }
}

/// How many digits a quantity begins with: one to nine, the first of them not zero.
private func quantityDigits(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let digits = bytes.prefix { $0.isDigit }.count
  return (1...9).contains(digits) && bytes[0] != 0x30 ? digits : nil
}
