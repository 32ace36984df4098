/// A minute on the clock of some place: what a cron expression is compared with.
package struct CivilMinute: Sendable, Hashable {
  /// The day.
  package let date: CivilDate
  /// The hour, 0 to 23.
  package let hour: Int
  /// The minute, 0 to 59.
  package let minute: Int

  /// Creates a minute from its parts, which the caller knows to be in range.
  package init(date: CivilDate, hour: Int, minute: Int) {
    self.date = date
    self.hour = hour
    self.minute = minute
  }
}
