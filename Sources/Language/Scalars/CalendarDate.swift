internal import ASCII
package import Diagnostics
internal import Schedules
internal import YAMLSyntax

/// A UTC date, `2026-06-01`.
package struct CalendarDate: Readable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var span: Span

  /// The day, counted from 1 January 1970.
  package var daysSince1970: Int { CivilDate(year: year, month: month, day: day).daysSince1970 }

  package static func read(_ form: inout Form, at node: Int) -> CalendarDate? {
    guard form.isScalar(node, expected: "a date") else { return nil }
    guard let (year, month, day) = parse(form.tree.bytes(of: node)) else {
      form.reportDate(node)
      return nil
    }
    return CalendarDate(year: year, month: month, day: day, span: form.tree.span(node))
  }

  package static var schema: Schema {
    .string(
      StringSchema(
        pattern: """
          ^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)\
          |02-(0[1-9]|1[0-9]|2[0-8]))\
          |([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$
          """, expectation: "a date", examples: ["2026-06-01"]))
  }

  package static var standIn: CalendarDate { CalendarDate(year: 1970, month: 1, day: 1, span: .none) }

  /// The date of `2026-06-01`, if there is such a day.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int, Int)? {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard bytes[index].isDigit else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month), day >= 1, day <= length(of: month, in: year)
    else { return nil }
    return (year, month, day)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A share in whole percent, `5%`.
package struct Percentage: PatternedText {
  package var text: Text

  static var pattern: StringSchema {
    StringSchema(pattern: "^([1-9][0-9]?|100)%$", expectation: "a percentage", examples: ["5%"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.last == UInt8(ascii: "%"), (2...4).contains(bytes.count), bytes[0] != 0x30 else { return false }
    let digits = bytes.dropLast()
    guard digits.allSatisfy({ $0.isDigit }) else { return false }
    return digits.count < 3 || digits.elementsEqual([0x31, 0x30, 0x30])
  }

  package static func read(_ form: inout Form, at node: Int) -> Percentage? {
    if case .integer(let number) = form.scalarKind(at: node), (1...100).contains(number) {
      form.reportLackingSign(node)
      return nil
    }
    return readPattern(&form, at: node)
  }

  /// The number before the sign.
  package var value: Int { text.value.utf8.reduce(0) { $1 == UInt8(ascii: "%") ? $0 : $0 * 10 + Int($1 & 0x0F) } }
}

extension Form {
  @inline(never)
  fileprivate mutating func reportLackingSign(_ node: Int) {
    let text = tree.string(node)
    fault(.missingUnit, .init("`\(text)` has no percent sign", help: "write `\(text)%`"), at: node)
    propose(text + "%", at: node)
  }

  @inline(never)
  mutating func reportDate(_ node: Int) {
    fault(
      .invalidText, .init("expected a date, found `\(tree.string(node))`", help: "year, month and day: `2026-06-01`"),
      at: node)
  }
}
