import BackstayKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A day in UTC. Only the program itself reads a clock: all modules get the day as an argument.
struct Day {
  /// Counted from 1 January 1970.
  var daysSince1970: Int

  /// The day of the machine's clock.
  static var today: Day { Day(daysSince1970: time(nil) / 86_400) }

  /// The day of a date such as `2026-06-01`; `nil` if it isn't one.
  init?(argument: String) {
    guard let day = Compiler.day(of: argument) else { return nil }
    daysSince1970 = day
  }

  private init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }
}
