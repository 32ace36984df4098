internal import Synchronization

/// A time zone: UTC, or a named one from the embedded table. A host's own zone files are never read.
package struct Zone: Sendable, Equatable {
  // Every copy of a schedule copies its zone, and so do threads at the same time; counting them would cost more than most
  // questions to a schedule. A record is made once for each zone and kept as long as the program runs.
  private unowned(unsafe) let record: Record

  private final class Record: Sendable {
    let name: String
    let changes: ClockChanges?

    init(name: String, changes: ClockChanges?) {
      self.name = name
      self.changes = changes
    }
  }

  /// The IANA name. For example: `Europe/Berlin`.
  package var name: String { record.name }

  /// The changes of clock, or `nil` for UTC, which has none and needs no table.
  package var changes: ClockChanges? { record.changes }

  /// Coordinated universal time.
  package static var utc: Zone { Zone(record: utcRecord) }

  private static let utcRecord = Record(name: "UTC", changes: nil)

  /// The zone of an IANA name, exactly as the tz database spells it, or `nil` when the table has none of that name.
  package static func named(_ name: String) -> Zone? {
    if name == "UTC" { return .utc }
    return records.withLock { records in
      // A fleet names few zones many times over; what is no zone's name is not kept.
      for record in records where record.name == name { return Zone(record: record) }
      guard let changes = ZoneTable.changes(of: name) else { return nil }
      let record = Record(name: name, changes: changes)
      records.append(record)
      return Zone(record: record)
    }
  }

  /// The zones that were asked for so far.
  private static let records = Mutex<[Record]>([])

  package static func == (left: Zone, right: Zone) -> Bool { left.record === right.record }

  /// The seconds by which clocks of the zone are ahead of UTC at an instant.
  package func offset(at instant: Instant) -> Int64 { period(at: instant).offset }

  /// The period between two changes of clock that holds an instant.
  package func period(at instant: Instant) -> OffsetPeriod {
    changes?.period(at: instant.secondsSince1970)
      ?? OffsetPeriod(start: .min, end: .max, offset: 0, previousOffset: 0)
  }

  /// The minute that clocks of the zone show at an instant.
  package func civilMinute(at instant: Instant) -> CivilMinute {
    instant.civilMinute(offset: offset(at: instant))
  }

  /// Whether the offset has been a whole number of hours since 2020 and stays so.
  package var hasWholeHourOffsets: Bool {
    guard let changes else { return true }
    var seconds = Instant(year: 2020, month: 1, day: 1).secondsSince1970
    // Explicit changes reach to 2087 at most (Casablanca); the rule that follows them repeats every year.
    let end = max(changes.lastExplicitChange, seconds) + 2 * 366 * 86_400
    while seconds < end {
      let period = changes.period(at: seconds)
      guard period.offset % 3600 == 0 else { return false }
      seconds = period.end
    }
    return true
  }
}

extension Zone {
  /// Calls `body` with the period after each change of clock within `years` years from an instant, until that returns
  /// `false`.
  package func forEachChange(from start: Instant, years: Int, _ body: (OffsetPeriod) -> Bool) {
    guard changes != nil else { return }
    let end = start.secondsSince1970 + Int64(years) * 366 * 86_400
    var period = period(at: start)
    while period.end <= end {
      period = self.period(at: Instant(secondsSince1970: period.end))
      guard body(period) else { return }
    }
  }
}
