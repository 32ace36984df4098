package import Diagnostics
package import Schedules

/// A cadence that is a fixed set of times.
package final class ClockCadence: Union {
  package let schedule: ClockSchedule
  /// The window within which the whole cadence is moved by a constant amount.
  package let spread: Duration?
  /// Seconds within which `spread` moves a start; 0 where there is none.
  package var window: Int { spread?.seconds ?? 0 }
  /// Whether the target's own behaviour at a clock change is accepted.
  package let followsTarget: Bool
  package let span: Span

  private init(schedule: ClockSchedule, spread: Duration?, followsTarget: Bool, span: Span) {
    self.schedule = schedule
    self.spread = spread
    self.followsTarget = followsTarget
    self.span = span
  }

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> ClockCadence? {
    form.scalar(&forms, CronText.self) { cron in
      ClockCadence(schedule: ClockSchedule([cron.fields]), spread: nil, followsTarget: false, span: cron.text.span)
    }
      ?? form.checkedRecord(&forms, ClockForm.self) { form, words in
        words.fields(&form).map { fields in
          ClockCadence(
            schedule: ClockSchedule(fields, zone: words.zone.value), spread: words.spread,
            followsTarget: words.clockChange != nil, span: words.origin)
        }
      }
  }

  package static var standIn: ClockCadence {
    ClockCadence(schedule: ClockSchedule([]), spread: nil, followsTarget: false, span: .none)
  }
}

/// A cadence with its zone and spread, in cron or in words.
final class ClockForm: Record {
  indirect enum Words: Sendable {
    case cron(CronText), hourly(MinuteOfHour), daily(TimeOfDay), weekly(TimeOfWeek), monthly(TimeOfMonth)
    case every(Period)
  }

  let words: Words?
  let at: Text?
  let zone: ZoneName
  let spread: Duration?
  let clockChange: ClockChange?
  let origin: Span

  static let name: StaticString = "ClockCadence"
  static let doc: StaticString = "A fixed set of times, in cron or in words."
  static let briefKey: StaticString = "cron"
  static var otherNames: [(name: StaticString, key: StaticString)] {
    [("schedule", "cron"), ("timezone", "timeZone"), ("zone", "timeZone"), ("tz", "timeZone"), ("TZ", "timeZone")]
  }

  init(_ form: inout Form) {
    origin = form.origin
    words = form.exactlyOne(of: Words.self) { form, choice in
      form.option(&choice, "cron", Words.cron, doc: "Five cron fields in the Kubernetes dialect.")
      form.option(&choice, "hourly", Words.hourly, doc: "The minute of each hour, `:15`.")
      form.option(&choice, "daily", Words.daily, doc: "The time of each day, `02:30`.")
      form.option(&choice, "weekly", Words.weekly, doc: "The day and time of each week, `sunday 03:00`.")
      form.option(&choice, "monthly", Words.monthly, doc: "The day and time of each month, `1 04:00`.")
      form.option(&choice, "every", Words.every, doc: "A period that divides a day, a week, a month or a year.")
    }
    at = form.optional(
      "at", absent: "midnight, and the first day of the period", beside: "every",
      doc: "When the period of `every` starts.")
    zone = form.defaulted("timeZone", .utc, doc: "The IANA zone of its times.")
    spread = form.optional(
      "spread", absent: "it isn't moved",
      doc: "Moves the cadence by a constant amount within this window, different for each backup.")
    clockChange = form.optional(
      "clockChange", absent: "no clock change may affect it", doc: "Accepts what a target does at a clock change.")
  }

  /// The cron fields that the words mean; `nil` after a finding.
  func fields(_ form: inout Form) -> [CronFields]? {
    guard let words else { return nil }
    switch words {
    case .cron(let cron): return rejectsAt(&form, beside: "cron") ? nil : [cron.fields]
    case .hourly(let time): return rejectsAt(&form, beside: "hourly") ? nil : [time.fields]
    case .daily(let time): return rejectsAt(&form, beside: "daily") ? nil : [time.fields]
    case .weekly(let time): return rejectsAt(&form, beside: "weekly") ? nil : [time.fields]
    case .monthly(let time): return rejectsAt(&form, beside: "monthly") ? nil : [time.fields]
    case .every(let period):
      do throws(CadenceFault) {
        return try period.value.fields(at: at?.value)
      } catch {
        form.diagnostics.report(.invalidCadence, .init(error.message), at: at?.span ?? period.span)
        return nil
      }
    }
  }

  /// Whether `at` is given, which belongs to `every` only.
  private func rejectsAt(_ form: inout Form, beside key: String) -> Bool {
    guard let at else { return false }
    form.diagnostics.report(.conflictingKeys, .init("`at` goes with `every`, not with `\(key)`"), at: at.span)
    return true
  }
}

/// What to do about a wall-clock time inside a clock change.
enum ClockChange: UInt8, Keyword {
  case asTarget

  var word: StaticString { "asTarget" }
}

/// A cron expression in the Kubernetes dialect.
final class CronText: Readable {
  let text: Text
  let fields: CronFields

  private init(text: Text, fields: CronFields) {
    self.text = text
    self.fields = fields
  }

  static func read(_ form: inout Form, at node: Int) -> CronText? {
    guard let value = form.text(at: node, expected: "a cadence") else { return nil }
    let text = Text(value, at: form.span(of: node))
    do throws(CronFault) {
      return CronText(text: text, fields: try CronExpression.parse(text.value))
    } catch {
      form.reportCron(error, at: node)
      return nil
    }
  }

  /// Only checks that there are five fields, or a macro: the content of a field is too complex for a pattern.
  static var schema: Schema {
    .string(
      StringSchema(
        pattern: """
          ^(@(annually|daily|hourly|midnight|monthly|weekly|yearly)\
          |[^!-~\\x00-\\x1f\\x7f]*([!-~]+[^!-~\\x00-\\x1f\\x7f]+){4}[!-~]+[^!-~\\x00-\\x1f\\x7f]*)$
          """, expectation: "five cron fields", examples: ["30 2 * * *", "0 */6 * * 1-5"]))
  }

  static var standIn: CronText { CronText(text: .standIn, fields: CronFields(minutes: 1, hours: 1)) }
}

extension Form {
  @inline(never)
  fileprivate mutating func reportCron(_ fault: CronFault, at node: Int) {
    let span = part(fault.range, of: node)
    // If something only has to be removed, the message is enough.
    let replacement = fault.replacement.flatMap { $0.isEmpty ? nil : "write `\($0)`" }
    let help = lookAlike(in: node) ?? replacement
    diagnostics.report(.invalidCadence, .init(fault.message, help: help), at: span)
    switch (fault.kind, fault.replacement) {
    case (.sevenForSunday, let text?), (.unknownName, let text?), (.unknownMacro, let text?):
      propose(text, for: fault.range, of: node)
    // Other schedulers' `TZ=` means the same as `timeZone`.
    case (.timeZonePrefix, let text?): propose(text, at: node)
    // `@every` counts from the last run, and the first of six fields isn't necessarily seconds.
    default: break
    }
  }
}

extension Duration {
  /// The unit as the calendar knows it; `nil` for seconds.
  package var calendarUnit: CadencePeriod.Unit? {
    switch unit {
    case .second: nil
    case .minute: .minute
    case .hour: .hour
    case .day: .day
    case .week: .week
    case .month: .month
    case .year: .year
    }
  }
}
