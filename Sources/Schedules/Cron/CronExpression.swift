/// The reader of cron expressions in the dialect of the Kubernetes API (robfig/cron v3, `ParseStandard`).
///
/// Whatever that parser accepts, this one accepts with the same meaning, star flags included; whatever it or the API
/// server refuses is a fault. It reads bytes and allocates nothing unless it finds a fault.
package enum CronExpression {
  /// Reads an expression.
  package static func parse(_ text: String) throws(CronFault) -> CronFields {
    var text = text
    let result: Result<CronFields, CronFault> = text.withUTF8 { bytes in
      do throws(CronFault) {
        return .success(try parse(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Reads an expression from its UTF-8 bytes. The ranges of faults count from the first of them.
  package static func parse(_ text: UnsafeBufferPointer<UInt8>) throws(CronFault) -> CronFields {
    // A zone and a macro count only at the very first byte, as in robfig's parser.
    if text.starts(with: "TZ=") || text.starts(with: "CRON_TZ=") { throw CronFault.timeZonePrefix(in: text) }
    if text.first == UInt8(ascii: "@") { return try macro(text) }

    var fields = CronFields(minutes: 0, hours: 0)
    var scanner = CronScanner(text)
    var count = 0
    var starts = (0, 0)
    while let field = scanner.nextField() {
      if count == 0 { starts.0 = field.lowerBound }
      if count == 1 { starts.1 = field.lowerBound }
      count += 1
    }
    guard count == 5 else { throw CronFault.fieldCount(count, starts: starts, in: text) }

    scanner.position = 0
    count = 0
    while let field = scanner.nextField() {
      switch count {
      case 0: fields.minutes = try scanner.values(field, of: .minute).bits
      case 1: fields.hours = UInt32(truncatingIfNeeded: try scanner.values(field, of: .hour).bits)
      case 2:
        let values = try scanner.values(field, of: .dayOfMonth)
        fields.daysOfMonth = UInt32(truncatingIfNeeded: values.bits)
        fields.daysOfMonthStar = values.star
      case 3: fields.months = UInt16(truncatingIfNeeded: try scanner.values(field, of: .month).bits)
      default:
        let values = try scanner.values(field, of: .dayOfWeek)
        fields.daysOfWeek = UInt8(truncatingIfNeeded: values.bits)
        fields.daysOfWeekStar = values.star
      }
      count += 1
    }
    return fields
  }

  private static func macro(_ text: UnsafeBufferPointer<UInt8>) throws(CronFault) -> CronFields {
    let name = UnsafeBufferPointer(rebasing: text[1...])
    if name.equals("hourly") { return CronFields(minutes: 1, hours: CronFields.allHours) }
    if name.equals("daily") || name.equals("midnight") { return CronFields(minutes: 1, hours: 1) }
    if name.equals("weekly") { return CronFields(minutes: 1, hours: 1, daysOfWeek: 1) }
    if name.equals("monthly") { return CronFields(minutes: 1, hours: 1, daysOfMonth: 2) }
    if name.equals("yearly") || name.equals("annually") {
      return CronFields(minutes: 1, hours: 1, daysOfMonth: 2, months: 2)
    }
    throw CronFault.macro(text)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes begin with those of a literal.
  func starts(with literal: StaticString) -> Bool {
    guard count >= literal.utf8CodeUnitCount else { return false }
    for index in 0..<literal.utf8CodeUnitCount where self[index] != literal.utf8Start[index] { return false }
    return true
  }

  /// Whether the bytes are those of a literal.
  func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount && starts(with: literal)
  }
}
