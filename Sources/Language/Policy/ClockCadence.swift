package import Diagnostics
package import Schedules

/// A cadence that is an exact set of instants.
package struct ClockCadence: Readable {
  package var schedule: ClockSchedule
  /// The window within which the whole cadence is moved by a constant amount.
  package var spread: Duration?
  /// Whether what a target does at a change of clock is accepted.
  package var followsTarget: Bool
  package var span: Span

  package static func read(_ form: inout Form, at node: Int) -> ClockCadence? {
    guard form.isMapping(at: node) else {
      guard let text = CronText.read(&form, at: node) else { return nil }
      return ClockCadence(
        schedule: ClockSchedule([text.fields]), spread: nil, followsTarget: false, span: text.text.span)
    }
    guard let words = form.record(ClockForm.self, at: node), let fields = words.fields(&form) else { return nil }
    var zone = Zone.utc
    if let name = words.timeZone {
      guard let named = form.zone(name) else { return nil }
      zone = named
    }
    return ClockCadence(
      schedule: ClockSchedule(fields, zone: zone), spread: words.spread, followsTarget: words.clockChange != nil,
      span: words.origin)
  }

  package static var schema: Schema { .oneOf([Text.schema, ClockForm.schema]) }

  package static var standIn: ClockCadence {
    ClockCadence(schedule: ClockSchedule([]), spread: nil, followsTarget: false, span: .none)
  }
}

/// A cadence with its zone and spread, in cron or in words.
final class ClockForm: Record {
  enum Words: Sendable {
    case cron(CronText), hourly(Text), daily(Text), weekly(Text), monthly(Text), every(Duration)
  }

  let words: Words?
  let at: Text?
  let timeZone: Text?
  let spread: Duration?
  let clockChange: ClockChange?
  let origin: Span

  static let name: StaticString = "ClockCadence"
  static let doc: StaticString = "An exact set of instants, in cron or in words."

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
    at = form.optional("at", doc: "Where a period of `every` starts, instead of at midnight.")
    timeZone = form.optional("timeZone", standsFor: "UTC", doc: "An IANA zone.")
    spread = form.optional("spread", doc: "Moves the cadence by a constant amount within this window, another for each backup.")
    clockChange = form.optional("clockChange", doc: "Accepts what a target does at a change of clock.")
  }

  /// The cron fields that the words mean; `nil` after a finding.
  func fields(_ form: inout Form) -> [CronFields]? {
    guard let words else { return nil }
    switch words {
    case .cron(let cron):
      guard rejectsAt(&form, beside: "cron") else { return nil }
      return [cron.fields]
    case .hourly(let text): return fields(&form, text, "hourly") { value throws(CadenceFault) in try .hourly(value) }
    case .daily(let text): return fields(&form, text, "daily") { value throws(CadenceFault) in try .daily(value) }
    case .weekly(let text): return fields(&form, text, "weekly") { value throws(CadenceFault) in try .weekly(value) }
    case .monthly(let text): return fields(&form, text, "monthly") { value throws(CadenceFault) in try .monthly(value) }
    case .every(let period):
      guard let unit = period.calendarUnit else {
        form.diagnostics.error(
          "invalid-cadence", .init("no target starts anything every few seconds", help: "the shortest period is `1m`"),
          at: period.span)
        return nil
      }
      do throws(CadenceFault) {
        return try CadencePeriod(period.count, unit).fields(at: at?.value)
      } catch {
        let span = error.range.isEmpty ? period.span : at?.span ?? period.span
        form.diagnostics.error("invalid-cadence", .init(error.message), at: span)
        return nil
      }
    }
  }

  private func fields(
    _ form: inout Form, _ text: Text, _ key: String, _ make: (String) throws(CadenceFault) -> CronFields
  ) -> [CronFields]? {
    guard rejectsAt(&form, beside: key) else { return nil }
    do throws(CadenceFault) {
      return [try make(text.value)]
    } catch {
      form.diagnostics.error("invalid-cadence", .init(error.message), at: text.span)
      return nil
    }
  }

  /// `at` belongs to `every` only.
  private func rejectsAt(_ form: inout Form, beside key: String) -> Bool {
    guard let at else { return true }
    form.diagnostics.error("conflicting-keys", .init("`at` goes with `every`, not with `\(key)`"), at: at.span)
    return false
  }
}

/// What to do about a wall time inside a change of clock.
enum ClockChange: UInt8, Keyword {
  case asTarget

  var word: StaticString { "asTarget" }
}

/// A cron expression in the Kubernetes dialect.
struct CronText: Readable {
  var text: Text
  var fields: CronFields

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

  static var schema: Schema { Text.schema }
  static var standIn: CronText { CronText(text: .standIn, fields: CronFields(minutes: 1, hours: 1)) }
}

extension Form {
  @inline(never)
  fileprivate mutating func reportCron(_ fault: CronFault, at node: Int) {
    let span = part(fault.range, of: node)
    // What is merely to be dropped needs no word beside the message.
    let replacement = fault.replacement.flatMap { $0.isEmpty ? nil : "write `\($0)`" }
    diagnostics.error("invalid-cadence", .init(fault.message, help: replacement), at: span)
  }

  /// The zone of a name; `nil` after a finding.
  @inline(never)
  fileprivate mutating func zone(_ name: Text) -> Zone? {
    if let zone = Zone.named(name.value) { return zone }
    let near = Zone.suggestions(for: name.value)
    diagnostics.error(
      "unknown-time-zone",
      .init(
        "`\(name.value)` is no IANA time zone",
        help: near.isEmpty ? "for example `Europe/Berlin`" : "did you mean \(Suggestions.list(near))?"),
      at: name.span)
    return nil
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
