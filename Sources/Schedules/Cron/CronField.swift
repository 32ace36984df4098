/// A field of a cron expression.
package enum CronField: Sendable, Equatable {
  case minute
  case hour
  case dayOfMonth
  case month
  case dayOfWeek

  /// The least value.
  var least: Int {
    switch self {
    case .dayOfMonth, .month: 1
    case .minute, .hour, .dayOfWeek: 0
    }
  }

  /// The greatest value.
  var greatest: Int {
    switch self {
    case .minute: 59
    case .hour: 23
    case .dayOfMonth: 31
    case .month: 12
    case .dayOfWeek: 6
    }
  }

  /// The limits in words.
  private var limits: String {
    switch self {
    case .minute: "a minute is 0 to 59"
    case .hour: "an hour is 0 to 23"
    case .dayOfMonth: "a day of the month is 1 to 31"
    case .month: "a month is 1 to 12"
    case .dayOfWeek: "a day of the week is 0 (Sunday) to 6"
    }
  }

  /// The message for a value outside the limits.
  var outOfRangeMessage: String { "out of range: " + limits }

  /// The message for a word that this field does not know.
  var unknownNameMessage: String {
    switch self {
    case .minute, .hour, .dayOfMonth: "a number is expected here: " + limits
    case .month: "unknown month: use 1 to 12 or `jan` to `dec`"
    case .dayOfWeek: "unknown day of the week: use 0 to 6 or `sun` to `sat`"
    }
  }
}
