import Schedules
import Testing

@Suite struct KeptTests {
  /// One copy a day at 02:00 of January and February 2026.
  private static let daily = (0..<59).map { Copy(Instant(year: 2026, month: 1, day: 1 + $0, hour: 2)) }

  private func kept(_ copies: [Copy], _ rule: RetentionRule, floor: Int = 1) -> [String] {
    zip(copies, rule.kept(of: copies, floor: floor)).filter { $0.1 }.map {
      String($0.0.instant.rfc3339.dropFirst(5).prefix(5))
    }
  }

  private func keep(_ change: (inout Keep) -> Void) -> RetentionRule {
    var keep = Keep()
    change(&keep)
    return .keep(keep)
  }

  @Test func thirtyDailiesReachTwentyNineDaysBack() {
    let kept = kept(Self.daily, keep { $0.daily = .count(30) })
    #expect(kept.count == 30 && kept.first == "01-30" && kept.last == "02-28")
  }

  @Test func withinKeepsWhatIsExactlyAsOld() {
    #expect(kept(Self.daily, keep { $0.within = 30 * 86_400 }).first == "01-29")
    #expect(kept(Self.daily, keep { $0.within = 30 * 86_400 - 1 }).first == "01-30")
  }

  @Test func weeksEndOnSundayAndMonthsOnTheirLastDay() {
    #expect(kept(Self.daily, keep { $0.weekly = .count(3) }) == ["02-15", "02-22", "02-28"])
    #expect(kept(Self.daily, keep { $0.monthly = .count(2) }) == ["01-31", "02-28"])
    #expect(kept(Self.daily, keep { $0.yearly = .unlimited }) == ["02-28"])
  }

  @Test func expiryNeverLeavesFewerThanTheFloor() {
    #expect(kept(Self.daily, keep { $0.last = .count(1) }, floor: 3) == ["02-26", "02-27", "02-28"])
  }

  @Test func nothingExpiresBeforeTheDate() {
    #expect(kept(Self.daily, .until(year: 2026, month: 3, day: 1)).count == 59)
    #expect(kept(Self.daily, .until(year: 2026, month: 2, day: 28), floor: 2) == ["02-27", "02-28"])
  }

  @Test func whatRestsOnAnExpiredCopyGoesWithIt() {
    let kinds: [CopyKind] = [
      .full, .incremental, .differential, .incremental, .full, .differential, .incremental, .differential, .incremental,
    ]
    let copies = zip(Self.daily, kinds).map { Copy($0.instant, $1) }
    #expect(
      kept(copies, .physical(fulls: 1, differentials: nil)) == ["01-05", "01-06", "01-07", "01-08", "01-09"])
    #expect(
      kept(copies, .physical(fulls: 2, differentials: 1)) == ["01-01", "01-02", "01-05", "01-08", "01-09"])
    // The floor counts fulls.
    #expect(kept(copies, .physical(fulls: 1, differentials: 3), floor: 2).count == 9)
  }

  @Test func whatAKeptCopyRestsOnIsKept() {
    let kinds: [CopyKind] = [.full, .differential, .incremental, .incremental]
    let copies = zip(Self.daily, kinds).map { Copy($0.instant, $1) }
    #expect(kept(copies, keep { $0.last = .count(1) }) == ["01-01", "01-02", "01-03", "01-04"])
    #expect(kept(Array(copies.prefix(2)), keep { $0.within = 0 }) == ["01-01", "01-02"])
  }

  @Test func theWordsOfTheLanguageKeepTheSame() {
    var numbers = SeededNumbers(state: 3)
    for _ in 0..<3000 {
      let keep = Keep.random(&numbers)
      let floor = Int.random(in: 1...4, using: &numbers)
      let start = Instant(year: 2026, month: Int.random(in: 1...12, using: &numbers), day: 20).secondsSince1970
      let spacing = Int64([600, 3600, 9 * 3600, 86_400, 5 * 86_400].randomElement(using: &numbers) ?? 1)
      var second = start
      let copies = (0..<Int.random(in: 1...120, using: &numbers)).map { _ in
        second += Int64.random(in: 1...2 * spacing, using: &numbers)
        return second
      }
      let words = RetentionOracle.kept(copies, keep, floor: floor)
      let ours = RetentionRule.keep(keep).kept(
        of: copies.map { Copy(Instant(secondsSince1970: $0)) }, floor: floor)
      #expect(zip(copies, ours).allSatisfy { words.contains($0) == $1 }, "\(keep) floor \(floor) of \(copies)")
    }
  }
}
