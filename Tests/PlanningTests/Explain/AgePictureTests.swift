import BackstayKit
import Testing

/// The picture of the copies by age.
@Suite struct AgePictureTests {
  /// The rows of a policy's picture, as they are printed.
  static func rows(cadence: String = "\"0 2 * * *\"", _ retention: String) throws -> [String] {
    let steady = try Explained.steady(try Explained.policy(cadence: cadence, retention: retention))
    return steady.picture.rows.map { "\($0.label): \($0.marks)" }
  }

  @Test func oneCopyIsOneMark() throws {
    #expect(try Self.rows("{last: 3}") == ["days 0–2: ●●●"])
  }

  @Test func weeksOfDaysStandApart() throws {
    #expect(try Self.rows("{daily: 9}") == ["days 0–8: ●●●●●●● ●●"])
  }

  @Test func olderCopiesAreShownByWeek() throws {
    #expect(
      try Self.rows("{daily: 31, weekly: 8}") == [
        "days 0–34: ●●●●●●● ●●●●●●● ●●●●●●● ●●●●●●● ●●●····", "weeks 5–7: ●●●",
      ])
  }

  @Test func thenByMonthAndYear() throws {
    let rows = try Self.rows(cadence: "{monthly: \"1 04:00\"}", "{yearly: 5}")
    #expect(rows.map { $0.prefix { $0 != " " } } == ["days", "weeks", "months", "years"])
    #expect(rows.last == "years 3: ●")
  }

  @Test func aDayWithoutCopyHasADot() throws {
    // The runs of Saturdays and Tuesdays; the newest before 1 June 2026, a Monday, is that of 30 May.
    #expect(try Self.rows(cadence: "\"0 2 * * 2,6\"", "{last: 3}") == ["days 0–7: ●···●·· ●"])
  }
}
