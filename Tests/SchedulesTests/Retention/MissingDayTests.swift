import Schedules
import Testing

@Suite struct MissingDayTests {
  private let start = Instant(year: 2026, month: 1, day: 1)

  private func runs(_ cron: String..., zone: String = "UTC", startWithin: Int = 0, deadline: Int = 0) throws
    -> BackupRuns
  {
    BackupRuns(
      fulls: try ScheduleUnionTests.union(cron.map { (cron: $0, zone: zone) }), startWithin: startWithin,
      deadline: deadline)
  }

  private func missing(
    _ runs: BackupRuns, days: Int = 30, floor: Int = 3, _ change: (inout Keep) -> Void
  ) -> MissingDay? {
    var keep = Keep()
    change(&keep)
    return runs.missingDay(of: days, keeping: .keep(keep), floor: floor, from: start)
  }

  private func date(_ missing: MissingDay?) -> String? {
    missing.map { String(Instant(secondsSince1970: Int64($0.day) * 86_400).rfc3339.prefix(10)) }
  }

  @Test func thirtyDaysNeedThirtyOneDailies() throws {
    let nightly = try runs("0 2 * * *", startWithin: 1800, deadline: 3600)
    #expect(missing(nightly) { $0.daily = .count(31) } == nil)
    let missing = try #require(missing(nightly) { $0.daily = .count(30) })
    #expect(date(missing) == "2026-01-02")
    #expect(missing.noticed.rfc3339 == "2026-02-01T02:00:00Z" && missing.cause == .expired)
  }

  @Test func aRunThatStartsLateMakesTheOldestCopyTooOld() throws {
    #expect(missing(try runs("0 2 * * *")) { $0.within = 30 * 86_400 } == nil)
    #expect(missing(try runs("0 2 * * *", startWithin: 60)) { $0.within = 30 * 86_400 } != nil)
    #expect(missing(try runs("0 2 * * *", startWithin: 60)) { $0.within = 30 * 86_400 + 60 } == nil)
  }

  @Test func aCopyCountsOnceItIsVerified() throws {
    #expect(missing(try runs("0 22 * * *", deadline: 7200)) { $0.daily = .count(31) } == nil)
    let late = try #require(missing(try runs("0 22 * * *", deadline: 7201)) { $0.daily = .count(31) })
    #expect(late.cause == .notMade && late.noticed.rfc3339 == "2026-01-03T00:00:00Z")
    // A second run has the whole day.
    #expect(missing(try runs("0 3,22 * * *", deadline: 7201)) { $0.daily = .count(31) } == nil)
  }

  @Test func aNightInBerlinLeavesOneUTCDayOfAutumnWithoutACopy() throws {
    let missing = missing(try runs("30 1 * * *", zone: "Europe/Berlin")) { $0.daily = .count(31) }
    #expect(date(missing) == "2026-10-25" && missing?.cause == .notMade)
    #expect(self.missing(try runs("30 3 * * *", zone: "Europe/Berlin")) { $0.daily = .count(31) } == nil)
    // 02:30 does not exist on one day of March.
    #expect(date(self.missing(try runs("30 2 * * *", zone: "Europe/Berlin")) { $0.daily = .count(31) }) == "2026-03-29")
  }

  @Test func severalSchedulesAreOneBackup() throws {
    let weekdaysAndWeekends = try runs("0 2 * * 1-5", "0 4 * * 6,0")
    #expect(missing(weekdaysAndWeekends) { $0.last = .count(31) } == nil)
    #expect(missing(weekdaysAndWeekends) { $0.last = .count(30) } != nil)
    #expect(date(missing(try runs("0 2 * * 1-5")) { $0.daily = .unlimited }) == "2026-01-03")
  }

  @Test func schedulesInSeveralZonesAreOneBackup() throws {
    let both = try ScheduleUnionTests.union([("30 2 * * *", "Europe/Berlin"), ("30 2 29 3 *", "UTC")])
    #expect(missing(BackupRuns(fulls: both)) { $0.daily = .count(31) }?.noticed.rfc3339 == "2027-03-29T00:00:00Z")
    let always = both.adding(try schedule("0 5 28 3 *"))
    #expect(date(missing(BackupRuns(fulls: always)) { $0.daily = .count(31) }) == "2028-03-26")
    let nightly = BackupRuns(fulls: always.adding(try schedule("0 1 * * *")))
    #expect(missing(nightly) { $0.last = .count(31) }?.cause == .expired)
    #expect(missing(nightly) { $0.last = .count(64) } == nil)
  }

  @Test func hoursThatHaveNoRunDoNotCount() throws {
    let workingHours = try runs("*/15 8-17 * * *")
    #expect(missing(workingHours) { $0.hourly = .count(10 * 30 + 1) } == nil)
    #expect(missing(workingHours) { $0.hourly = .count(10 * 30) } != nil)
  }

  @Test func untilAndTheFloorLeaveWhatTheFloorDoes() throws {
    let nightly = try runs("0 2 * * *")
    let until = RetentionRule.until(year: 2026, month: 1, day: 1)
    #expect(nightly.missingDay(of: 30, keeping: until, floor: 31, from: start) == nil)
    #expect(nightly.missingDay(of: 30, keeping: until, floor: 30, from: start) != nil)
    #expect(nightly.missingDay(of: 30, keeping: .forever, floor: 1, from: start) == nil)
  }

  @Test func aDifferentialThatExpiresTakesItsDay() throws {
    let physical = BackupRuns(
      fulls: try union("0 1 * * 0"), differentials: try union("0 1 * * 1-6"), startWithin: 60, deadline: 60)
    func missing(_ differentials: Int?) -> MissingDay? {
      physical.missingDay(
        of: 14, keeping: .physical(fulls: 3, differentials: differentials), floor: 1, from: start)
    }
    #expect(missing(nil) == nil)
    // A Monday's own, and those of the twelve days before it that have no full.
    #expect(missing(13) == nil)
    #expect(missing(12)?.cause == .expired)
  }

  @Test func writeAheadLogReachesAsFarAsTheOldestFull() throws {
    let weekly = BackupRuns(fulls: try union("0 1 * * 0"), startWithin: 1800, deadline: 3600)
    func unreached(_ days: Int, fulls: Int) -> UnreachedDay? {
      weekly.unreachedDay(of: days, keeping: .physical(fulls: fulls, differentials: nil), floor: 1, from: start)
    }
    // Just after a third full the oldest is 14 days old, of which the 14th isn't whole.
    #expect(unreached(13, fulls: 3) == nil)
    let unreached = try #require(unreached(14, fulls: 3))
    #expect(unreached.oldestFull.rfc3339 == "2026-01-11T01:00:00Z")
    #expect(unreached.noticed.rfc3339 == "2026-01-25T01:00:00Z")
  }
}
