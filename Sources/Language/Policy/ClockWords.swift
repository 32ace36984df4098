internal import Diagnostics
internal import Schedules

/// A schedule in words.
protocol ClockWords: Readable {
  /// The cron fields that the words mean.
  var fields: CronFields { get }
  init(fields: CronFields)
  static var pattern: StringSchema { get }
  /// The fields of a text; throws what is wrong with its form.
  static func fields(of text: String) throws(CadenceFault) -> CronFields
}

extension ClockWords {
  static func read(_ form: inout Form, at node: Int) -> Self? {
    guard let text = Text.read(&form, at: node) else { return nil }
    do throws(CadenceFault) {
      return Self(fields: try fields(of: text.value))
    } catch {
      form.fault(.invalidCadence, .init(error.message), at: node)
      return nil
    }
  }

  static var schema: Schema { .string(pattern) }
  static var standIn: Self { Self(fields: CronFields(minutes: 1, hours: 1)) }
}

/// The minute of each hour.
struct MinuteOfHour: ClockWords {
  var fields: CronFields

  static var pattern: StringSchema {
    StringSchema(pattern: "^:[0-5][0-9]$", expectation: "a minute, `:15`", examples: [":15"])
  }

  static func fields(of text: String) throws(CadenceFault) -> CronFields { try .hourly(text) }

  static func correction(of text: String) -> String? {
    let minute = text.drop { $0 == ":" }
    return minute.count == 1 ? "\":0\(minute)\"" : "\":\(minute)\""
  }
}

/// The time of each day.
struct TimeOfDay: ClockWords {
  var fields: CronFields

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^ *([01]?[0-9]|2[0-3]):[0-5][0-9] *$", expectation: "a time of day, `02:30`", examples: ["02:30"])
  }

  static func fields(of text: String) throws(CadenceFault) -> CronFields { try .daily(text) }

  /// An hour alone, or a time with its seconds.
  static func correction(of text: String) -> String? {
    if text.hasSuffix(":00") { return "\"\(text.dropLast(3))\"" }
    return text.count == 1 ? "\"0\(text):00\"" : "\"\(text):00\""
  }
}

/// The day and time of each week.
struct TimeOfWeek: ClockWords {
  var fields: CronFields

  static var pattern: StringSchema {
    StringSchema(
      pattern: """
        ^ *([Ss][Uu][Nn]([Dd][Aa][Yy])?|[Mm][Oo][Nn]([Dd][Aa][Yy])?|[Tt][Uu][Ee]([Ss][Dd][Aa][Yy])?\
        |[Ww][Ee][Dd]([Nn][Ee][Ss][Dd][Aa][Yy])?|[Tt][Hh][Uu]([Rr][Ss][Dd][Aa][Yy])?|[Ff][Rr][Ii]([Dd][Aa][Yy])?\
        |[Ss][Aa][Tt]([Uu][Rr][Dd][Aa][Yy])?) +([01]?[0-9]|2[0-3]):[0-5][0-9] *$
        """, expectation: "a day and time, `sunday 03:00`", examples: ["sunday 03:00", "Mon 22:15"])
  }

  static func fields(of text: String) throws(CadenceFault) -> CronFields { try .weekly(text) }
}

/// The day and time of each month.
struct TimeOfMonth: ClockWords {
  var fields: CronFields

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^ *(0?[1-9]|[12][0-9]|3[01]) +([01]?[0-9]|2[0-3]):[0-5][0-9] *$",
      expectation: "a day and time, `1 04:00`", examples: ["1 04:00"])
  }

  static func fields(of text: String) throws(CadenceFault) -> CronFields { try .monthly(text) }
}
