/// The reader of cron expressions whose first of six fields is one of seconds, as CloudNativePG's `ScheduledBackup` has.
///
/// robfig/cron v1 `Parse` and v3 `WithSeconds` agree on everything but a star with a step in a day field, which keeps
/// its star flag in v1 only: where that decides how days are joined, the expression is refused.
package enum SixFieldCron {
  /// Reads an expression, whose seconds must be 0. Macros mean what they do in five fields.
  package static func parse(_ text: String) throws(CronFault) -> CronFields {
    if text.utf8.first == UInt8(ascii: "@") { return try CronExpression.parse(text) }
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

  private static func parse(_ text: UnsafeBufferPointer<UInt8>) throws(CronFault) -> CronFields {
    var scanner = CronScanner(text)
    var fields: [Range<Int>] = []
    while let field = scanner.nextField() { fields.append(field) }
    // Five fields would be seconds to months, to robfig/cron v1: seldom what was meant.
    guard fields.count == 6 else { throw CronFault(0..<text.count, .fieldCountWithSeconds(fields.count)) }
    // Seconds have the limits of minutes.
    let seconds = try scanner.values(fields[0], of: .minute)
    guard seconds.bits == 1, !seconds.star else { throw CronFault(fields[0], .seconds, replacement: "0") }
    let start = fields[0].upperBound
    let read: CronFields
    do throws(CronFault) {
      read = try CronExpression.parse(UnsafeBufferPointer(rebasing: text[start...]))
    } catch {
      let range = (error.range.lowerBound + start)..<(error.range.upperBound + start)
      throw CronFault(range, error.kind, replacement: error.replacement)
    }
    guard read.bothDaysRestricted else { return read }
    for field in [fields[3], fields[5]] {
      let hasStar = text[field].contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
      if hasStar { throw CronFault(field, .ambiguousDays) }
    }
    return read
  }
}
