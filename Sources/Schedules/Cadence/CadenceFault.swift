/// What is wrong with a cadence said in words (`daily: "02:30"`) or as a period (`every: 7h`), and where.
package struct CadenceFault: Error, Sendable, Equatable {
  /// The bytes of the text that the fault is about; empty for a period, which has no text here.
  package let range: Range<Int>
  /// What is wrong.
  package let kind: Kind

  /// The faults of a cadence in words or as a period.
  package enum Kind: Sendable, Equatable {
    /// The text has not the form that stands in the example.
    case form(example: String)
    /// The hour or minute does not exist.
    case timeOfDay
    /// The word is no day of the week.
    case weekday
    /// The number is no day of a month.
    case dayOfMonth
    /// The period is zero.
    case zeroPeriod
    /// The period does not divide what it is aligned to; the nearest that do are named, shortest first.
    case unalignedPeriod(period: String, divides: String, nearest: [String])
  }

  /// The fault in words: lower case, without a full stop.
  package var message: String {
    switch kind {
    case .form(let example): "the form is `" + example + "`"
    case .timeOfDay: "no such time of day: hours are 00 to 23, minutes 00 to 59"
    case .weekday: "unknown day of the week: use `sunday` to `saturday` or their first three letters"
    case .dayOfMonth: "no such day of a month: use 1 to 31"
    case .zeroPeriod: "a period of zero never advances"
    case .unalignedPeriod(let period, let divides, let nearest):
      "`" + period + "` does not divide " + divides + ": the nearest that "
        + (nearest.count == 1 ? "does is " : "do are ") + nearest.map { "`" + $0 + "`" }.joined(separator: " and ")
    }
  }
}
