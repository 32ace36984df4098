/// The search for the next run as the CronJob controller does it, step by step: robfig/cron v3's `SpecSchedule.Next`.
///
/// It counts months and days on the local calendar and hours in elapsed time, so that it loses, adds or moves runs where
/// clocks change at midnight (Cairo, Santiago, Havana) or by less than an hour (Lord Howe). Elsewhere it finds what
/// `ClockSchedule` finds by matching wall times, which is much faster.
struct KubernetesSearch {
  private let fields: CronFields
  private let zone: Zone
  /// The clock that the search moves forward.
  private var clock: ZonedClock
  /// Whether the parts below the one that was moved have been set to their least.
  private var isReset = false

  /// The first run of an expression after an instant, or `nil` when the controller gives up.
  ///
  /// It does so too where its search goes back in a repeated time and ends where it began (Chatham, `59 3-14 * * 0`):
  /// two runs less than a second apart are an error to it, and it never starts the job again.
  static func next(_ fields: CronFields, _ zone: Zone, after instant: Instant) -> Instant? {
    guard !fields.neverFires else { return nil }
    var search = KubernetesSearch(fields: fields, zone: zone, from: instant.secondsSince1970 + 1)
    guard let run = search.run(), run > instant else { return nil }
    return run
  }

  private init(fields: CronFields, zone: Zone, from second: Int64) {
    self.fields = fields
    self.zone = zone
    clock = ZonedClock(zone, at: second)
  }

  private mutating func run() -> Instant? {
    let lastYear = clock.date.year + 5
    // Bounded, for where a whole day is skipped (Apia, 2011-12-30) the controller never leaves the day before.
    for _ in 0..<1000 {
      guard clock.date.year <= lastYear else { return nil }
      guard !findMonth(), !findDay(), !findHour(), !findMinute(), !findSecond() else { continue }
      return Instant(secondsSince1970: clock.seconds)
    }
    return nil
  }

  // Each of these finds the next value of its part, and says whether it wrapped into the next greater one.

  private mutating func findMonth() -> Bool {
    while fields.months >> UInt16(clock.date.month) & 1 == 0 {
      let date = clock.date
      reset { $0.set(CivilDate(year: date.year, month: date.month, day: 1), second: 0) }
      clock.add(months: 1, days: 0)
      if clock.date.month == 1 { return true }
    }
    return false
  }

  private mutating func findDay() -> Bool {
    var steps = 0
    while !fields.matchesDay(day: clock.date.day, month: clock.date.month, weekday: clock.date.weekday), steps < 64 {
      let date = clock.date
      reset { $0.set(date, second: 0) }
      clock.add(months: 0, days: 1)
      // Midnight may not exist: an hour too early or too late is put right, at times by leaving the day again.
      let hour = clock.hour
      if hour != 0 { clock.seconds += Int64(hour > 12 ? 24 - hour : -hour) * 3600 }
      if clock.date.day == 1 { return true }
      steps += 1
    }
    return steps == 64
  }

  private mutating func findHour() -> Bool {
    while fields.hours >> UInt32(clock.hour) & 1 == 0 {
      let (date, hour) = (clock.date, clock.hour)
      reset { $0.set(date, second: hour * 3600) }
      clock.advance(by: 3600, times: fields.hours.steps(from: clock.hour, before: 24))
      if clock.hour == 0 { return true }
    }
    return false
  }

  private mutating func findMinute() -> Bool {
    while fields.minutes >> UInt64(clock.minute) & 1 == 0 {
      reset { $0.seconds = $0.seconds.flooredQuotient(by: 60) * 60 }
      clock.advance(by: 60, times: fields.minutes.steps(from: clock.minute, before: 60))
      if clock.minute == 0 { return true }
    }
    return false
  }

  /// Only the second after a run is ever looked at: it ends in the next whole minute.
  private mutating func findSecond() -> Bool {
    guard clock.second != 0 else { return false }
    isReset = true
    clock.seconds += Int64(60 - clock.second)
    return true
  }

  private mutating func reset(_ body: (inout ZonedClock) -> Void) {
    guard !isReset else { return }
    isReset = true
    body(&clock)
  }
}

extension FixedWidthInteger {
  /// How many steps lead from a value that is not in the set to the next that is, or to the end of the range.
  fileprivate func steps(from value: Int, before end: Int) -> Int {
    Swift.min((self >> Self(value)).trailingZeroBitCount, end - value)
  }
}

/// An instant and what a clock in a zone shows then, with the arithmetic of Go's `time` package.
private struct ZonedClock {
  private let zone: Zone
  private var period: OffsetPeriod
  /// The day that the clock shows.
  private(set) var date: CivilDate
  /// That day, counted from 1 January 1970.
  private var dayNumber: Int64 = 0
  /// The seconds since its midnight that the clock shows.
  private var secondOfDay: Int

  /// The seconds since 1970-01-01T00:00:00Z.
  var seconds: Int64 {
    didSet { update() }
  }

  init(_ zone: Zone, at seconds: Int64) {
    self.zone = zone
    self.seconds = seconds
    period = zone.period(at: Instant(secondsSince1970: seconds))
    date = CivilDate(daysSince1970: 0)
    secondOfDay = 0
    update()
  }

  var hour: Int { secondOfDay / 3600 }
  var minute: Int { secondOfDay / 60 % 60 }
  var second: Int { secondOfDay % 60 }

  /// Adds some seconds several times over, but once only where the clock is changed on the way.
  mutating func advance(by step: Int64, times: Int) {
    let end = seconds + step * Int64(times)
    seconds = end < period.end ? end : seconds + step
  }

  private mutating func update() {
    if seconds < period.start || seconds >= period.end {
      period = zone.period(at: Instant(secondsSince1970: seconds))
    }
    let local = seconds + period.offset
    let day = local.flooredQuotient(by: 86_400)
    if day != dayNumber {
      dayNumber = day
      date = CivilDate(daysSince1970: Int(day))
    }
    secondOfDay = Int(local - day * 86_400)
  }

  /// `time.Date`: where the wall time does not exist or occurs twice, the offset is looked up twice, and stands.
  mutating func set(_ date: CivilDate, second: Int) {
    let local = Int64(date.daysSince1970) * 86_400 + Int64(second)
    let guess = zone.period(at: Instant(secondsSince1970: local))
    var found = local - guess.offset
    if found < guess.start || found >= guess.end {
      found = local - zone.offset(at: Instant(secondsSince1970: found))
    }
    seconds = found
  }

  /// `Time.AddDate`: days beyond the month's end run into the next.
  mutating func add(months: Int, days: Int) {
    let month = date.month - 1 + months
    let first = CivilDate(year: date.year + month / 12, month: month % 12 + 1, day: 1)
    set(CivilDate(daysSince1970: first.daysSince1970 + date.day - 1 + days), second: secondOfDay)
  }
}
