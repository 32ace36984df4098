/// The program's exit statuses. There are no others: a crash is a bug.
enum ExitStatus: Int32, Sendable {
  case clean = 0
  /// Findings at or above the threshold, or differences.
  case findings = 1
  /// Wrong usage, unreadable input, or output that can't be written.
  case failure = 2

  mutating func raise(to other: ExitStatus) {
    if other.rawValue > rawValue { self = other }
  }
}
