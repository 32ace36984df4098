import Schedules
import Testing

@Suite struct SimulationTests {
  private func keep(_ change: (inout Keep) -> Void) -> RetentionRule {
    var keep = Keep()
    change(&keep)
    return .keep(keep)
  }

  private func simulation(_ cron: String, _ rule: RetentionRule, floor: Int = 3, years: Int = 1) throws
    -> RetentionSimulation
  {
    let start = Instant(year: 2026, month: 1, day: 1)
    let runs = BackupRuns(fulls: try union(cron)).runs(
      from: start, through: Instant(year: 2026 + years, month: 1, day: 1))
    return RetentionSimulation(of: runs, keeping: rule, floor: floor)
  }

  @Test func theSteadyStateOfDailiesAndWeeklies() throws {
    let rule = keep {
      $0.daily = .count(31)
      $0.weekly = .count(8)
    }
    let simulation = try simulation("0 2 * * *", rule)
    let state = try #require(simulation.state(fromRun: 100))
    // Of the seven Sundays before this week four or five are among the 31 days.
    #expect(state.copies == 33...34)
    // The oldest is the seventh Sunday before this week.
    #expect(state.oldestAge == 43 * 86_400...49 * 86_400)
  }

  @Test func whatExistsAfterARun() throws {
    let simulation = try simulation("0 2 * * *", keep { $0.daily = .count(3) })
    let run = try #require(simulation.runs.firstIndex { $0.instant.rfc3339 == "2026-02-09T02:00:00Z" })
    #expect(
      simulation.copies(afterRun: run).map { simulation.runs[$0].instant.rfc3339.prefix(10) } == [
        "2026-02-07", "2026-02-08", "2026-02-09",
      ])
  }

  @Test func aCopyLivesUntilTheRunThatExpiresItEnds() throws {
    let simulation = try simulation("0 2 * * *", keep { $0.last = .count(3) })
    #expect(simulation.firstCopy(olderThan: 3 * 86_400 + 599, lag: 600)?.instant.rfc3339 == "2026-01-01T02:00:00Z")
    #expect(simulation.firstCopy(olderThan: 3 * 86_400 + 600, lag: 600) == nil)
    #expect(simulation.firstCopy(expiredWithin: 3 * 86_400 + 1)?.expiry.rfc3339 == "2026-01-04T02:00:00Z")
    #expect(simulation.firstCopy(expiredWithin: 3 * 86_400) == nil)
  }

  @Test func aCopyAMinuteForAYearIsQuick() throws {
    let rule = keep {
      $0.last = .unlimited
      $0.hourly = .count(24)
    }
    let simulation = try simulation("* * * * *", rule)
    #expect(simulation.counts.last == 365 * 1440 + 1)
  }

  @Test func aRunAtATimeAndAllAtOnceKeepTheSame() {
    var numbers = SeededNumbers(state: 7)
    for _ in 0..<1000 {
      let keep = Keep.random(&numbers)
      let floor = Int.random(in: 1...4, using: &numbers)
      var second = Instant(year: 2026, month: 12, day: 20).secondsSince1970
      let spacing = Int64([600, 7200, 86_400].randomElement(using: &numbers) ?? 1)
      let runs = (0..<Int.random(in: 1...100, using: &numbers)).map { _ in
        second += Int64.random(in: 1...2 * spacing, using: &numbers)
        return Copy(Instant(secondsSince1970: second))
      }
      let simulation = RetentionSimulation(of: runs, keeping: .keep(keep), floor: floor)
      for run in runs.indices where run % 9 == 0 || run + 1 == runs.count {
        let seconds = runs[...run].map { $0.instant.secondsSince1970 }
        let words = RetentionOracle.kept(seconds, keep, floor: floor)
        let ours = simulation.copies(afterRun: run)
        #expect(Set(ours.map { seconds[$0] }) == words, "\(keep), floor \(floor)")
        #expect(simulation.counts[run] == ours.count)
      }
    }
  }

  @Test func physicalBackupsAreFollowedRunByRun() {
    var numbers = SeededNumbers(state: 11)
    for _ in 0..<300 {
      let runs = (0..<60).map { index -> Copy in
        let kind: CopyKind =
          index == 0 ? .full : [.full, .differential, .incremental][Int.random(in: 0..<3, using: &numbers)]
        return Copy(Instant(secondsSince1970: Int64(index) * 21_600), kind)
      }
      let differentials = Int.random(in: 0...6, using: &numbers)
      let rule = RetentionRule.physical(
        fulls: Int.random(in: 1...5, using: &numbers), differentials: differentials == 0 ? nil : differentials)
      let simulation = RetentionSimulation(of: runs, keeping: rule, floor: 2)
      for run in runs.indices {
        let atOnce = rule.kept(of: Array(runs[...run]), floor: 2)
        #expect(simulation.copies(afterRun: run) == atOnce.indices.filter { atOnce[$0] })
      }
    }
  }
}
