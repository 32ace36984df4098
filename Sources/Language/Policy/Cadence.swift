package import Diagnostics
package import Schedules

/// When a backup runs.
package indirect enum Cadence: Union {
  /// A fixed set of times.
  case clock(ClockCadence)
  case onChange(OnChange)
  case physical(PhysicalCadence)
  /// Rendered, but never started automatically.
  case manual(Span)

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> Cadence? {
    form.word(&forms, "manual", Cadence.manual)
      ?? form.form(&forms, ClockCadence.self, Cadence.clock)
      ?? form.record(&forms, OnChangeCadence.self, by: "onChange") { Cadence.onChange($0.onChange) }
      ?? form.record(&forms, PhysicalCadence.self, by: "full", "differential", "incremental", "wal") {
        Cadence.physical($0)
      }
  }

  package static var standIn: Cadence { .manual(.none) }
}

/// A cadence, or a list of them.
package struct Cadences: Union {
  package var all: [Cadence]
  package var span: Span

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> Cadences? {
    let span = form.headline(of: forms.node)
    return form.form(&forms, Cadence.self) { Cadences(all: [$0], span: span) }
      ?? form.list(&forms, of: Cadence.self) { Cadences(all: $0, span: span) }
  }

  package static var standIn: Cadences { Cadences(all: [], span: .none) }
}

/// Checks whether something changed.
package struct OnChange: Record {
  package let check: DayPeriod
  package let atLatestEvery: Duration
  package let origin: Span
  /// When to check.
  package var schedule: ClockSchedule { check.schedule }

  package static let name: StaticString = "OnChange"
  package static let doc: StaticString =
    "Captures the whole material when its digest differs from that of the newest record at the sink."

  package init(_ form: inout Form) {
    origin = form.origin
    check = form.required("check", doc: "How often to look.")
    atLatestEvery = form.required("atLatestEvery", doc: "How old an unchanged copy may become before it is made again.")
  }
}

final class OnChangeCadence: Record {
  let onChange: OnChange

  static let name: StaticString = "OnChangeCadence"
  static let doc: StaticString = "A cadence that follows changes."

  init(_ form: inout Form) {
    onChange = form.required("onChange", doc: "Captures when something changed.")
  }
}

/// The cadences of a physical backup.
package final class PhysicalCadence: Record {
  package let full: ClockCadence
  package let differential: ClockCadence?
  package let incremental: ClockCadence?
  package let wal: Duration?

  package static let name: StaticString = "PhysicalCadence"
  package static let doc: StaticString =
    "A cadence for each kind of physical backup; when two fall on one instant, the higher kind replaces the lower."

  package init(_ form: inout Form) {
    full = form.required("full", doc: "When a full backup is made.")
    differential = form.optional(
      "differential", absent: "none", doc: "When changes since the last full are captured.")
    incremental = form.optional(
      "incremental", absent: "none", doc: "When changes since the last backup are captured.")
    wal = form.optional(
      "wal", absent: "until a segment is full", doc: "The longest that write-ahead log may stay unshipped.")
  }
}
