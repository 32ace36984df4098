/// What is wrong with a cron expression, and where.
package struct CronFault: Error, Sendable, Equatable {
  /// The bytes of the expression's UTF-8 text that the fault is about.
  package let range: Range<Int>
  /// What is wrong.
  package let kind: Kind
  /// What to write in place of the bytes in `range`, where that is known.
  package let replacement: String?

  /// The faults of a cron expression in the Kubernetes dialect.
  package enum Kind: Sendable, Equatable {
    /// The text is empty or blank.
    case empty
    /// There are that many fields, not five.
    case fieldCount(Int)
    /// There are six fields, the first of which is one of seconds.
    case secondsField
    /// There are six fields, the last of which is a year.
    case yearField
    /// `@every`, which counts from the last run and so is no set of instants.
    case everyMacro
    /// `@reboot`, which Kubernetes refuses.
    case rebootMacro
    /// Another word after `@`.
    case unknownMacro
    /// `TZ=` or `CRON_TZ=`, which the Kubernetes API refuses inside a schedule.
    case timeZonePrefix
    /// The 7 of Vixie cron for Sunday.
    case sevenForSunday
    /// A value below or above the limits of its field.
    case outOfRange(CronField)
    /// A range whose first value is above its last.
    case reversedRange
    /// A step of zero.
    case zeroStep
    /// `L`, `W`, `#`, `H` or `~`, which other schedulers know.
    case foreignExtension(UInt8)
    /// A word that is no name of this field.
    case unknownName(CronField)
    /// Something that should be a number and is not.
    case notANumber
    /// A second hyphen in one range.
    case tooManyHyphens
    /// A second slash in one item.
    case tooManySlashes
    /// What crontab passes over without a word: the `/15` of `5/15`, the `-5` of `*-5`.
    case silentlyIgnored
    /// Nothing between two commas, which crontab refuses.
    case emptyItem
    /// That many fields where seconds come first: it needs six.
    case fieldCountWithSeconds(Int)
    /// A field of seconds that is not the single value 0.
    case seconds
    /// A star with a step beside another restricted day field, which schedulers with seconds join differently.
    case ambiguousDays
  }
}

/// A field of a cron expression.
package enum CronField: Sendable, Equatable {
  case minute
  case hour
  case dayOfMonth
  case month
  case dayOfWeek
  /// A day of the week where 7 is Sunday too.
  case dayOfWeekOrSeven

  /// The least value.
  var least: Int {
    switch self {
    case .dayOfMonth, .month: 1
    case .minute, .hour, .dayOfWeek, .dayOfWeekOrSeven: 0
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
    case .dayOfWeekOrSeven: 7
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
    case .dayOfWeekOrSeven: "a day of the week is 0 (Sunday) to 7 (Sunday)"
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
    case .dayOfWeekOrSeven: "unknown day of the week: use 0 to 7 or `sun` to `sat`"
    }
  }
}

extension CronFault {
  /// The fault in words: lower case, without a full stop.
  package var message: String {
    switch kind {
    case .empty: "the schedule is empty: it needs five fields, as in `0 2 * * *`"
    case .fieldCount(let count):
      count == 1
        ? "the schedule has one field: it needs five, as in `0 2 * * *`"
        : "the schedule has " + String(count) + " fields: it needs five, as in `0 2 * * *`"
    case .secondsField: "the schedule has six fields: Kubernetes knows no seconds, drop the first"
    case .yearField: "the schedule has six fields: Kubernetes knows no years, drop the last"
    case .everyMacro: "`@every` counts from the last run: use `{every: …}`, which is aligned to the clock"
    case .rebootMacro: "`@reboot` names no time: Kubernetes refuses it"
    case .unknownMacro:
      "unknown macro: use `@hourly`, `@daily`, `@weekly`, `@monthly` or `@yearly`, in lower case and alone"
    case .timeZonePrefix: "a zone inside the schedule is refused by Kubernetes: use `timeZone`"
    case .sevenForSunday: "7 is not Sunday here: use 0"
    case .outOfRange(let field): field.outOfRangeMessage
    case .reversedRange: "the range ends before it begins"
    case .zeroStep: "a step of 0 never advances"
    case .foreignExtension(let character):
      "`" + String(UnicodeScalar(character)) + "` is an extension of other schedulers that Kubernetes refuses"
    case .unknownName(let field): field.unknownNameMessage
    case .notANumber: "not a number"
    case .tooManyHyphens: "a range has one hyphen"
    case .tooManySlashes: "a step has one slash"
    case .silentlyIgnored: "cron ignores this part silently: a step needs `*` or a range, and `*` ends no range"
    case .emptyItem: "a list has no empty item"
    case .fieldCountWithSeconds(let count):
      "the schedule needs six fields, seconds first, as in `0 0 2 * * *`: this is " + String(count)
    case .seconds: "the seconds must be `0`: runs begin at whole minutes"
    case .ambiguousDays:
      "a star with a step beside another day field means *and* to some schedulers, *or* to others: write a range"
    }
  }
}
