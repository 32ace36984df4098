import Planning
import Schedules
import Testing

@testable import Targets

@Suite("What is left of a schedule without a higher one")
struct ScheduleDifferenceTests {
  private typealias Plans = PgBackRestPlans

  private func lines(_ lower: [String], without higher: [String], zone: Zone = .utc) -> [String] {
    let difference = ScheduleDifference(
      lower.map { Plans.schedule($0, zone: zone) }, without: higher.map { Plans.schedule($0, zone: zone) })
    #expect(difference.inseparable == nil)
    return difference.schedules.flatMap { $0.clock.onCalendarLines }
  }

  @Test func daysAreCutFirst() {
    #expect(lines(["0 2 * * *"], without: ["0 2 * * 0"]) == ["Mon..Sat *-*-* 02:00:00 UTC"])
  }

  @Test func otherHoursOfTheDayStay() {
    #expect(
      lines(["0 */6 * * *"], without: ["0 0 * * 0"]) == [
        "Mon..Sat *-*-* 00,06,12,18:00:00 UTC", "Sun *-*-* 06,12,18:00:00 UTC",
      ])
  }

  @Test func aScheduleThatNeverCoincidesIsAsItWas() {
    #expect(lines(["30 2 * * *"], without: ["0 2 * * 0"]) == ["*-*-* 02:30:00 UTC"])
  }

  @Test func nothingIsLeftOfTheSame() {
    #expect(lines(["0 2 * * 0"], without: ["0 2 * * *"]).isEmpty)
  }

  @Test func aDateThatNoMonthHasIsNoLine() {
    #expect(lines(["0 2 30,31 2,4 *"], without: ["0 2 30 4 *"]).isEmpty)
  }

  @Test func aMonthlyFullLeavesTheOtherDates() {
    #expect(
      lines(["0 2 * * 1"], without: ["0 2 1 * *"]) == ["Mon *-*-02..31 02:00:00 UTC"])
  }

  @Test func zonesThatNeverMeetAreLeftAlone() throws {
    let berlin = try #require(Zone.named("Europe/Berlin"))
    let lower = Plans.schedule("30 2 * * *")
    let difference = ScheduleDifference([lower], without: [Plans.schedule("0 3 * * 0", zone: berlin)])
    #expect(difference.inseparable == nil)
    #expect(difference.schedules.map { $0.clock } == [ClockSchedule(lower.clock.fields)])
  }

  @Test func zonesThatMeetAreReported() throws {
    let berlin = try #require(Zone.named("Europe/Berlin"))
    let difference = ScheduleDifference(
      [Plans.schedule("0 1 * * *")], without: [Plans.schedule("0 3 * * 0", zone: berlin)])
    #expect(difference.inseparable != nil)
  }

  @Test(arguments: 0..<120)
  func itHasExactlyTheInstantsOfTheLowerAlone(_ seed: Int) {
    var numbers = Numbers(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    let lower = numbers.expressions()
    let higher = numbers.expressions()
    let start = Instant(year: 2027, month: 12, day: 20)
    let end = Instant(year: 2028, month: 3, day: 3)
    func instants(_ schedules: [Schedule]) -> Set<Instant> {
      Set(schedules.flatMap { $0.clock.instants(from: start, through: end, rule: .systemd) })
    }
    let left = ScheduleDifference(lower, without: higher).schedules
    #expect(instants(left) == instants(lower).subtracting(instants(higher)), "\(lower) \(higher)")
  }

  /// Pseudo-random cron expressions (xorshift).
  private struct Numbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }

    mutating func field(_ values: ClosedRange<Int>) -> String {
      switch below(4) {
      case 0, 1: return "*"
      case 2: return "*/\(below(4) + 1)"
      default:
        let first = values.lowerBound + below(values.count)
        let last = first + below(values.upperBound - first + 1)
        return "\(first)-\(last)"
      }
    }

    mutating func expressions() -> [Schedule] {
      (0...below(2)).map { _ in
        PgBackRestPlans.schedule(
          "\(below(4) * 15),\(below(60)) \(field(0...23)) \(field(1...31)) \(field(1...12)) \(field(0...6))")
      }
    }
  }
}
