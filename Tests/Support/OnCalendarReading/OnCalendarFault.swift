/// What is wrong with a value of `OnCalendar=`, and where.
package struct OnCalendarFault: Error, Sendable, Equatable {
  /// The bytes of the value's UTF-8 text that the fault is about.
  package let range: Range<Int>
  /// What is wrong.
  package let kind: Kind

  /// Creates a fault of a range of bytes.
  package init(range: Range<Int>, kind: Kind) {
    self.range = range
    self.kind = kind
  }

  /// The faults of a value of `OnCalendar=`. What systemd refuses is one; so is what has no meaning in a policy.
  package enum Kind: Sendable, Equatable {
    /// The text is empty.
    case empty
    /// The text has not the form of weekdays, date, time and zone.
    case form
    /// A value, range or repeat does not fit its component.
    case outOfRange
    /// A range of weekdays that runs past Sunday, as in `Sun..Thu`.
    case reversedWeekdays
    /// `@` and a number: one instant, which is no cadence.
    case timestamp
    /// A fraction of a second.
    case fraction
  }

  /// The fault in words: lower case, without a full stop.
  package var message: String {
    switch kind {
    case .empty: "the expression is empty"
    case .form: "the form is `Mon..Fri *-*-* 02:30:00 Europe/Berlin`"
    case .outOfRange: "a value, range or repeat is out of range"
    case .reversedWeekdays: "a range of weekdays can't run past Sunday: write two"
    case .timestamp: "a timestamp is one instant, not a cadence"
    case .fraction: "fractions of a second can't be kept"
    }
  }
}
