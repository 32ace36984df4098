package import Diagnostics

/// How long copies are kept.
package indirect enum Retention: Readable {
  case within(Duration)
  case keep(KeepRetention)
  case physical(PhysicalRetention)
  case until(CalendarDate)
  case forever(Span)
  case external(Span)

  package static func read(_ form: inout Form, at node: Int) -> Retention? {
    if form.isMapping(at: node) {
      if form.has("fulls", at: node) || form.has("differentials", at: node) {
        return form.record(PhysicalRetention.self, at: node, of: schema).map(Retention.physical)
      }
      if form.has("until", at: node) {
        return form.record(UntilRetention.self, at: node, of: schema).map { .until($0.until) }
      }
      return form.record(KeepRetention.self, at: node, of: schema).map(Retention.keep)
    }
    if form.word("forever", at: node) { return .forever(form.span(of: node)) }
    if form.word("external", at: node) { return .external(form.span(of: node)) }
    guard form.startsWithDigit(node) else {
      form.reportRetention(node)
      return nil
    }
    return Duration.read(&form, at: node).map(Retention.within)
  }

  package static var schema: Schema {
    .oneOf([
      Duration.schema, Open.schema, KeepRetention.schema, PhysicalRetention.schema, UntilRetention.schema,
    ])
  }

  package static var standIn: Retention { .forever(.none) }

  /// Retentions without a bound of ours.
  enum Open: UInt8, Keyword {
    case forever, external

    var word: StaticString {
      switch self {
      case .forever: "forever"
      case .external: "external"
      }
    }
  }
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
package enum Amount: Readable {
  case count(Count)
  case unlimited(Span)

  package static func read(_ form: inout Form, at node: Int) -> Amount? {
    if form.word("unlimited", at: node) { return .unlimited(form.span(of: node)) }
    if !form.startsWithDigit(node), form.nearest(among: ["unlimited"], node) != nil {
      return Unlimited.read(&form, at: node).map { _ in .unlimited(form.span(of: node)) }
    }
    return Count.read(&form, at: node).map(Amount.count)
  }

  package static var schema: Schema { .oneOf([Count.schema, Unlimited.schema]) }
  package static var standIn: Amount { .count(.standIn) }

  enum Unlimited: UInt8, Keyword {
    case unlimited

    var word: StaticString { "unlimited" }
  }
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
    fulls = form.required("fulls", doc: "Full backups; what rests on an expired one goes with it.")
    differentials = form.optional(
      "differentials", absent: "all that rest on a full that is kept", doc: "Differential backups.")
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

extension Form {
  @inline(never)
  fileprivate mutating func reportRetention(_ node: Int) {
    let words = Retention.Open.words.map { "\($0)" }
    fault(
      "unknown-word",
      .init(
        "expected a duration, a mapping, `forever` or `external`, found \(kindWords(node))",
        help: nearest(among: words, node) ?? "for example `30d` or `{daily: 31, weekly: 8}`"),
      at: node)
  }
}
