internal import ASCII
package import Diagnostics
internal import YAMLSyntax

/// A length of time, such as `90s`, `24h`, `30d`, `3mo`: a number and one unit.
package struct Duration: Readable {
  package enum Unit: UInt8, Sendable {
    case second, minute, hour, day, week, month, year

    /// Seconds; a month is 30 days and a year 365 wherever a number of days is needed.
    package var seconds: Int {
      switch self {
      case .second: 1
      case .minute: 60
      case .hour: 3600
      case .day: 86_400
      case .week: 604_800
      case .month: 2_592_000
      case .year: 31_536_000
      }
    }

    init?(_ bytes: UnsafeBufferPointer<UInt8>.SubSequence) {
      switch (bytes.first, bytes.count) {
      case (UInt8(ascii: "s"), 1): self = .second
      case (UInt8(ascii: "m"), 1): self = .minute
      case (UInt8(ascii: "h"), 1): self = .hour
      case (UInt8(ascii: "d"), 1): self = .day
      case (UInt8(ascii: "w"), 1): self = .week
      case (UInt8(ascii: "y"), 1): self = .year
      case (UInt8(ascii: "m"), 2) where bytes.last == UInt8(ascii: "o"): self = .month
      default: return nil
      }
    }
  }

  package var count: Int
  package var unit: Unit
  package var span: Span

  package var seconds: Int { count * unit.seconds }

  package static func read(_ form: inout Form, at node: Int) -> Duration? {
    guard form.isScalar(node, expected: "a duration") else { return nil }
    let bytes = form.tree.bytes(of: node)
    guard let (count, digits) = leadingNumber(bytes), let unit = Unit(bytes.dropFirst(digits)) else {
      form.reportDuration(node, isZero: isZero(bytes))
      return nil
    }
    return Duration(count: count, unit: unit, span: form.tree.span(node))
  }

  /// Whether the bytes are zero with a unit.
  private static func isZero(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = bytes.prefix { $0 == 0x30 }.count
    return digits > 0 && Unit(bytes.dropFirst(digits)) != nil
  }

  package static var schema: Schema {
    .string(
      StringSchema(
        pattern: "^[1-9][0-9]{0,5}(s|m|h|d|w|mo|y)$", expectation: "a duration", examples: ["26h", "30d", "3mo"]))
  }

  package static var standIn: Duration { Duration(count: 1, unit: .day, span: .none) }
}

/// A number of bytes, such as `500Mi` or `20Gi`.
package struct Size: Readable {
  package var bytes: Int
  package var span: Span

  package static func read(_ form: inout Form, at node: Int) -> Size? {
    guard form.isScalar(node, expected: "a size") else { return nil }
    guard let bytes = parse(form.tree.bytes(of: node)) else {
      form.reportSize(node)
      return nil
    }
    return Size(bytes: bytes, span: form.tree.span(node))
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let (count, digits) = leadingNumber(bytes), bytes.count == digits + 2, bytes[digits + 1] == UInt8(ascii: "i")
    else { return nil }
    switch bytes[digits] {
    case UInt8(ascii: "K"): return count << 10
    case UInt8(ascii: "M"): return count << 20
    case UInt8(ascii: "G"): return count << 30
    case UInt8(ascii: "T"): return count << 40
    default: return nil
    }
  }

  package static var schema: Schema {
    .string(StringSchema(pattern: "^[1-9][0-9]{0,5}[KMGT]i$", expectation: "a size", examples: ["500Mi", "20Gi"]))
  }

  package static var standIn: Size { Size(bytes: 1, span: .none) }
}

/// A number of one to six digits without a leading zero, and how many digits it has.
private func leadingNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int)? {
  var value = 0
  var digits = 0
  while digits < bytes.count, bytes[digits].isDigit {
    value = value * 10 + Int(bytes[digits] - 0x30)
    digits += 1
    if digits > 6 { return nil }
  }
  return digits > 0 && bytes[0] != 0x30 ? (value, digits) : nil
}

extension Form {
  @inline(never)
  mutating func reportDuration(_ node: Int, isZero: Bool) {
    let text = tree.string(node)
    if isZero {
      let unit = text.drop { $0 == "0" }
      return fault(.outOfRange, .init("expected at least `1\(unit)`, found `\(text)`"), at: node)
    }
    let isBare = !text.isEmpty && text.utf8.allSatisfy { $0.isDigit }
    if isBare {
      fault(
        .missingUnit,
        .init(
          "`\(text)` has no unit of time",
          help: "write `\(text)s`, `\(text)m`, `\(text)h`, `\(text)d`, `\(text)w`, `\(text)mo` or `\(text)y`"), at: node
      )
    } else {
      fault(
        .invalidText,
        .init(
          "expected a duration, found `\(text)`",
          help: "one number and one unit: `90s`, `15m`, `24h`, `30d`, `8w`, `3mo` or `2y`"), at: node)
    }
  }

  @inline(never)
  mutating func reportSize(_ node: Int) {
    let text = tree.string(node)
    let isBare = !text.isEmpty && text.utf8.allSatisfy { $0.isDigit }
    if isBare {
      fault(
        .missingUnit,
        .init("`\(text)` has no unit of size", help: "write `\(text)Ki`, `\(text)Mi`, `\(text)Gi` or `\(text)Ti`"),
        at: node)
    } else {
      fault(
        .invalidText,
        .init("expected a size, found `\(text)`", help: "one number and one unit: `500Mi`, `20Gi` or `2Ti`"), at: node)
    }
  }
}
