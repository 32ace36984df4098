package import Diagnostics

/// How long copies are kept.
package indirect enum Retention: Union {
  case within(Duration)
  case keep(KeepRetention)
  case physical(PhysicalRetention)
  case until(CalendarDate)
  case forever(Span)
  case external(Span)

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> Retention? {
    form.scalar(&forms, Duration.self, when: { $0.startsWithDigit($1) }, Retention.within)
      ?? form.word(&forms, "forever", Retention.forever)
      ?? form.word(&forms, "external", Retention.external)
      ?? form.record(&forms, KeepRetention.self) { Retention.keep($0) }
      ?? form.record(&forms, PhysicalRetention.self, by: "fulls", "differentials") { Retention.physical($0) }
      ?? form.record(&forms, UntilRetention.self, by: "until") { Retention.until($0.until) }
  }

  package static var standIn: Retention { .forever(.none) }

  package static var help: String? { "for example `30d` or `{daily: 31, weekly: 8}`" }
}

/// The union of these copies is kept; periods are UTC days, ISO weeks, months and years.
package final class KeepRetention: Record {
  package let within: Duration?
  package let last: Amount?
  package let hourly: Amount?
  package let daily: Amount?
  package let weekly: Amount?
  package let monthly: Amount?
  package let yearly: Amount?
  package let origin: Span

  package static let name: StaticString = "KeepRetention"
  package static let doc: StaticString = "The union of these copies is kept. Ages count from the newest verified copy."
  package static let briefKey: StaticString = "within"
  package static let minimumKeys = 1
  /// Those of restic and borg.
  package static var otherNames: [(name: StaticString, key: StaticString)] {
    [
      ("keep-within", "within"), ("keep-last", "last"), ("keep-hourly", "hourly"), ("keep-daily", "daily"),
      ("keep-weekly", "weekly"), ("keep-monthly", "monthly"), ("keep-yearly", "yearly"),
    ]
  }

  package init(_ form: inout Form) {
    origin = form.origin
    within = form.optional("within", absent: Self.absence, doc: "Every copy that isn't older.")
    last = form.optional("last", absent: Self.absence, doc: "The newest copies.")
    hourly = form.optional("hourly", absent: Self.absence, doc: "The newest copy of each of this many hours.")
    daily = form.optional("daily", absent: Self.absence, doc: "The newest copy of each of this many days.")
    weekly = form.optional("weekly", absent: Self.absence, doc: "The newest copy of each of this many weeks.")
    monthly = form.optional("monthly", absent: Self.absence, doc: "The newest copy of each of this many months.")
    yearly = form.optional("yearly", absent: Self.absence, doc: "The newest copy of each of this many years.")
  }

  private static var absence: StaticString { "keeps none" }
}

/// A number of copies, or all of them.
package enum Amount: Union {
  case count(Count)
  case unlimited(Span)

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> Amount? {
    form.scalar(
      &forms, Count.self, when: { $0.startsWithDigit($1) || $0.nearest(among: ["unlimited"], $1) == nil }, Amount.count)
      ?? form.word(&forms, "unlimited", Amount.unlimited)
  }

  package static var standIn: Amount { .count(.standIn) }
}

/// Numbers of physical backups.
package final class PhysicalRetention: Record {
  package let fulls: Count
  package let differentials: Count?
  package let origin: Span

  package static let name: StaticString = "PhysicalRetention"
  package static let doc: StaticString = "Numbers of physical backups that are kept."

  package init(_ form: inout Form) {
    origin = form.origin
    fulls = form.required("fulls", doc: "Full backups; those that depend on an expired one expire with it.")
    differentials = form.optional(
      "differentials", absent: "all that depend on a kept full", doc: "Differential backups.")
  }
}

final class UntilRetention: Record {
  let until: CalendarDate

  static let name: StaticString = "UntilRetention"
  static let doc: StaticString = "Nothing expires before a date."

  init(_ form: inout Form) {
    until = form.required("until", doc: "No copy expires before this UTC date.")
  }
}
