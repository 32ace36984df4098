internal import Diagnostics
package import Schedules

/// A period that the calendar can be cut into, such as `15m`, `6h`, `1w`, `3mo`.
struct Period: Readable {
  var value: CadencePeriod
  var span: Span

  static func read(_ form: inout Form, at node: Int) -> Period? {
    guard let duration = Duration.read(&form, at: node) else { return nil }
    guard let unit = duration.calendarUnit else {
      form.diagnostics.report(
        .invalidCadence, .init("no target can start anything every few seconds", help: "the shortest period is `1m`"),
        at: duration.span)
      return nil
    }
    let period = CadencePeriod(duration.count, unit)
    return form.fields(of: period, at: duration.span) == nil ? nil : Period(value: period, span: duration.span)
  }

  static var schema: Schema {
    .string(
      StringSchema(
        pattern: """
          ^((1|2|3|4|5|6|8|9|10|12|15|16|18|20|24|30|32|36|40|45|48|60|72|80|90|96|120|144|160|180|240|288|360|480|720\
          |1440)m|(1|2|3|4|6|8|12|24)h|1d|1w|(1|2|3|4|6|12)mo|1y)$
          """, expectation: "a period that divides a day, a week, a month or a year", examples: ["15m", "6h", "3mo"]))
  }

  static var standIn: Period { Period(value: CadencePeriod(1, .day), span: .none) }
}

/// A period that divides a day, and the instants at which it begins, counted from midnight.
package struct DayPeriod: Readable {
  package var schedule: ClockSchedule

  package static func read(_ form: inout Form, at node: Int) -> DayPeriod? {
    guard let duration = Duration.read(&form, at: node) else { return nil }
    guard let unit = duration.calendarUnit, unit == .minute || unit == .hour || unit == .day else {
      form.diagnostics.report(
        .invalidCadence,
        .init("checks are aligned to midnight, which this period doesn't allow", help: "use minutes, hours or `1d`"),
        at: duration.span)
      return nil
    }
    return form.fields(of: CadencePeriod(duration.count, unit), at: duration.span).map {
      DayPeriod(schedule: ClockSchedule($0))
    }
  }

  package static var schema: Schema {
    .string(
      StringSchema(
        pattern: """
          ^((1|2|3|4|5|6|8|9|10|12|15|16|18|20|24|30|32|36|40|45|48|60|72|80|90|96|120|144|160|180|240|288|360|480|720\
          |1440)m|(1|2|3|4|6|8|12|24)h|1d)$
          """, expectation: "a period that divides a day", examples: ["15m", "1h"]))
  }

  package static var standIn: DayPeriod { DayPeriod(schedule: ClockSchedule([])) }
}

extension Form {
  /// The cron fields of a period; `nil` after a finding, where it divides nothing.
  fileprivate mutating func fields(of period: CadencePeriod, at span: Span) -> [CronFields]? {
    do throws(CadenceFault) {
      return try period.fields()
    } catch {
      diagnostics.report(.invalidCadence, .init(error.message), at: span)
      return nil
    }
  }
}
