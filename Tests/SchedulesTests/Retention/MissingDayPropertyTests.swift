import Schedules
import Testing

/// The proof and a run of the words of the language page, day by day, give the same answer.
@Suite struct MissingDayPropertyTests {
  private let start = Instant(year: 2026, month: 3, day: 1)

  /// A cadence that mostly fires every day.
  private func cron(_ numbers: inout SeededNumbers) -> String {
    let minutes = ["0", "30", "59", "0,45"].randomElement(using: &numbers) ?? "0"
    let hours = ["*/4", "*/6", "2", "23", "8-14", "3,15", "0,23"].randomElement(using: &numbers) ?? "2"
    let days = Int.random(in: 0..<10, using: &numbers) == 0 ? "1-6" : "*"
    return minutes + " " + hours + " * * " + days
  }

  private func keep(_ numbers: inout SeededNumbers, days: Int) -> Keep {
    var keep = Keep.random(&numbers)
    // Near the border, where a mistake by one shows.
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0: keep.daily = .count(days + Int.random(in: 0...1, using: &numbers))
    case 1: keep.within = (days * 24 + Int.random(in: -2...26, using: &numbers)) * 3600
    case 2: keep.last = .count(days * Int.random(in: 1...3, using: &numbers) + Int.random(in: 0...2, using: &numbers))
    case 3:
      keep.hourly = .count(days * Int.random(in: 1...24, using: &numbers) + Int.random(in: 0...2, using: &numbers))
    default: break
    }
    return keep
  }

  private func runs(_ backup: BackupRuns, days: Int) -> [Int64] {
    backup.runs(from: start.advanced(bySeconds: 86_400), through: start.advanced(bySeconds: Int64(days) * 86_400))
      .map { $0.instant.secondsSince1970 }
  }

  @Test func withoutDelayTheProofIsExact() throws {
    var numbers = SeededNumbers(state: 17)
    var proven = 0
    for _ in 0..<1000 {
      let days = Int.random(in: 1...3, using: &numbers)
      let keep = keep(&numbers, days: days)
      let floor = Int.random(in: 1...4, using: &numbers)
      let cron = cron(&numbers)
      let deadline = [0, 60, 3600].randomElement(using: &numbers) ?? 0
      let backup = BackupRuns(fulls: try union(cron), deadline: deadline)
      let missing = backup.missingDay(of: days, keeping: .keep(keep), floor: floor, from: start)
      let all = runs(backup, days: days + 9)
      let oracle = RetentionOracle.hasEveryDay(
        all.map { RetentionOracle.Run(start: $0, verified: $0...$0 + Int64(deadline)) }, keep, floor: floor,
        days: Int64(days), from: Int64(start.dayInUTC + 1))
      #expect((missing == nil) == oracle, "\(cron), \(keep), floor \(floor), \(days) days, deadline \(deadline)")
      if oracle { proven += 1 }
    }
    // Both answers are common, so that neither is guessed.
    #expect((200...800).contains(proven))
  }

  @Test func whatIsProvenHoldsHoweverLateRunsAre() throws {
    var numbers = SeededNumbers(state: 19)
    var proven = 0
    for _ in 0..<1000 {
      let days = Int.random(in: 1...3, using: &numbers)
      let keep = keep(&numbers, days: days)
      let cron = cron(&numbers)
      let backup = BackupRuns(
        fulls: try union(cron), startWithin: [300, 1800].randomElement(using: &numbers) ?? 0,
        deadline: [600, 3600].randomElement(using: &numbers) ?? 0)
      guard backup.missingDay(of: days, keeping: .keep(keep), floor: 2, from: start) == nil else { continue }
      proven += 1
      var previous = Int64.min
      let all = runs(backup, days: days + 8).map { due -> RetentionOracle.Run in
        // Runs that would overlap wait for each other.
        let start = max(due + Int64.random(in: 0...Int64(backup.startWithin), using: &numbers), previous + 1)
        let end = max(
          start, min(due + Int64(backup.lag), start + Int64.random(in: 0...Int64(backup.deadline), using: &numbers)))
        previous = end
        return RetentionOracle.Run(start: start, verified: end...end)
      }
      #expect(
        RetentionOracle.hasEveryDay(all, keep, floor: 2, days: Int64(days), from: Int64(start.dayInUTC + 1)),
        "\(cron), \(keep), \(days) days, \(backup.startWithin) + \(backup.deadline)")
    }
    #expect(proven > 150)
  }

  @Test func whatIsProvenHoldsThroughEveryChangeOfClock() throws {
    var numbers = SeededNumbers(state: 23)
    var proven = 0
    for _ in 0..<30 {
      let days = Int.random(in: 1...3, using: &numbers)
      let keep = keep(&numbers, days: days)
      let zone = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"].randomElement(using: &numbers) ?? "UTC"
      let cron = "30 " + String(Int.random(in: 0...23, using: &numbers)) + " * * *"
      let backup = BackupRuns(fulls: try union(cron, zone: zone), deadline: 600)
      let missing = backup.missingDay(of: days, keeping: .keep(keep), floor: 1, from: start)
      let oracle = RetentionOracle.hasEveryDay(
        runs(backup, days: 420).map { RetentionOracle.Run(start: $0, verified: $0...$0 + 600) }, keep, floor: 1,
        days: Int64(days), from: Int64(start.dayInUTC + 1))
      if missing == nil { #expect(oracle, "\(cron) \(zone), \(keep), \(days) days") }
      if missing?.cause == .expired { #expect(!oracle, "\(cron) \(zone), \(keep), \(days) days") }
      if missing == nil { proven += 1 }
    }
    #expect(proven > 5)
  }

  @Test func unlimitedRulesOfACopyAMinuteAreProvenAtOnce() throws {
    let everyMinute = BackupRuns(fulls: try union("* * * * *", zone: "Europe/Berlin"))
    for change in [{ $0.last = .unlimited }, { $0.within = 400 * 86_400 }, { $0.hourly = .count(3000) }]
      as [(inout Keep) -> Void]
    {
      var keep = Keep()
      change(&keep)
      #expect(everyMinute.missingDay(of: 30, keeping: .keep(keep), floor: 3, from: start) == nil)
    }
  }
}
