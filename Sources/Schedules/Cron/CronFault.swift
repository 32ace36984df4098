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
    case .secondsField: "the schedule has six fields: Kubernetes has no seconds, so drop the first"
    case .yearField: "the schedule has six fields: Kubernetes has no years, so drop the last"
    case .everyMacro: "`@every` counts from the last run: use `{every: …}`, which is aligned to the clock"
    case .rebootMacro: "`@reboot` names no time: Kubernetes rejects it"
    case .unknownMacro:
      "unknown macro: use `@hourly`, `@daily`, `@weekly`, `@monthly` or `@yearly`, in lower case and alone"
    case .timeZonePrefix: "Kubernetes rejects a time zone inside the schedule: use `timeZone`"
    case .sevenForSunday: "7 is not Sunday here: use 0"
    case .outOfRange(let field): field.outOfRangeMessage
    case .reversedRange: "the range ends before it begins"
    case .zeroStep: "a step of 0 never advances"
    case .foreignExtension(let character):
      "`" + String(UnicodeScalar(character)) + "` is an extension of other schedulers that Kubernetes rejects"
    case .unknownName(let field): field.unknownNameMessage
    case .notANumber: "not a number"
    case .tooManyHyphens: "a range has one hyphen"
    case .tooManySlashes: "a step has one slash"
    }
  }
}
