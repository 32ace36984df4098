import Planning
import Schedules

/// The instants of one schedule that no other one has.
///
/// A cron expression is a product of five sets, or with two restricted day fields the union of two such boxes; and what is
/// left of a box when another is taken out of it are at most five boxes. So the difference on one zone's clock is exact.
struct ScheduleDifference {
  /// The schedules without the instants that `higher` has too.
  let schedules: [Schedule]
  /// A pair that coincides but has two zones, whose difference can't be said as expressions of one.
  let inseparable: (lower: Schedule, higher: Schedule)?

  /// Takes `higher` out of `lower`.
  init(_ lower: [Schedule], without higher: [Schedule]) {
    var left: [Schedule] = []
    var inseparable: (lower: Schedule, higher: Schedule)?
    let start = Instant.proofStart
    for schedule in lower {
      var boxes = schedule.clock.fields.flatMap(FiringBox.boxes(of:))
      for other in higher {
        if other.clock.zone == schedule.clock.zone {
          for taken in other.clock.fields.flatMap(FiringBox.boxes(of:)) {
            boxes = boxes.flatMap { $0.subtracting(taken) }
          }
        } else if schedule.clock.firstCoincidence(with: other.clock, from: start, years: 9, rule: .systemd) != nil {
          inseparable = inseparable ?? (schedule, other)
        }
      }
      // A box of dates that no month has would be a timer without a line.
      boxes.removeAll { $0.fields.neverFires }
      guard !boxes.isEmpty else { continue }
      let clock = ClockSchedule(FiringBox.joined(boxes).map { $0.fields }, zone: schedule.clock.zone)
      left.append(Schedule(clock: clock, origin: schedule.origin))
    }
    schedules = left
    self.inseparable = inseparable
  }
}

/// The minutes at which a cron expression fires, where its day fields are joined by *and*.
private struct FiringBox {
  var minutes: UInt64
  var hours: UInt32
  var daysOfMonth: UInt32
  var months: UInt16
  var daysOfWeek: UInt8

  private static let allDaysOfMonth: UInt32 = 0xFFFF_FFFE
  private static let allDaysOfWeek: UInt8 = 0x7F

  static func boxes(of fields: CronFields) -> [FiringBox] {
    let both = FiringBox(
      minutes: fields.minutes, hours: fields.hours, daysOfMonth: fields.daysOfMonth, months: fields.months,
      daysOfWeek: fields.daysOfWeek)
    guard fields.bothDaysRestricted else { return [both] }
    var byDate = both
    byDate.daysOfWeek = allDaysOfWeek
    var byWeekday = both
    byWeekday.daysOfMonth = allDaysOfMonth
    // Disjoint, so that each instant is on one line only.
    return [byDate] + byWeekday.subtracting(byDate)
  }

  /// The expression that fires at exactly these minutes.
  var fields: CronFields {
    var fields = CronFields(
      minutes: minutes, hours: hours, daysOfMonth: daysOfMonth == Self.allDaysOfMonth ? nil : daysOfMonth,
      months: months, daysOfWeek: daysOfWeek == Self.allDaysOfWeek ? nil : daysOfWeek)
    // A star flag is what joins two restricted day fields by *and*.
    if fields.bothDaysRestricted { fields.daysOfMonthStar = true }
    return fields
  }

  /// The same minutes in fewer boxes, merging those that differ in one set only.
  static func joined(_ boxes: [FiringBox]) -> [FiringBox] {
    var joined: [FiringBox] = []
    for box in boxes {
      var box = box
      while let index = joined.firstIndex(where: { box.union($0) != nil }), let union = box.union(joined[index]) {
        joined.remove(at: index)
        box = union
      }
      joined.append(box)
    }
    return joined
  }

  private func union(_ other: FiringBox) -> FiringBox? {
    var differences = 0
    if minutes != other.minutes { differences += 1 }
    if hours != other.hours { differences += 1 }
    if daysOfMonth != other.daysOfMonth { differences += 1 }
    if months != other.months { differences += 1 }
    if daysOfWeek != other.daysOfWeek { differences += 1 }
    guard differences <= 1 else { return nil }
    return FiringBox(
      minutes: minutes | other.minutes, hours: hours | other.hours, daysOfMonth: daysOfMonth | other.daysOfMonth,
      months: months | other.months, daysOfWeek: daysOfWeek | other.daysOfWeek)
  }

  private var isEmpty: Bool {
    minutes == 0 || hours == 0 || daysOfMonth == 0 || months == 0 || daysOfWeek == 0
  }

  /// What is left without `other`, as disjoint boxes; the days are cut first, as people would write it.
  func subtracting(_ other: FiringBox) -> [FiringBox] {
    var left: [FiringBox] = []
    var rest = self
    func keep(_ outside: FiringBox) {
      if !outside.isEmpty { left.append(outside) }
    }
    var outside = rest
    outside.daysOfWeek &= ~other.daysOfWeek
    keep(outside)
    rest.daysOfWeek &= other.daysOfWeek
    outside = rest
    outside.months &= ~other.months
    keep(outside)
    rest.months &= other.months
    outside = rest
    outside.daysOfMonth &= ~other.daysOfMonth
    keep(outside)
    rest.daysOfMonth &= other.daysOfMonth
    outside = rest
    outside.hours &= ~other.hours
    keep(outside)
    rest.hours &= other.hours
    outside = rest
    outside.minutes &= ~other.minutes
    keep(outside)
    rest.minutes &= other.minutes
    return rest.isEmpty ? [self] : left
  }
}
