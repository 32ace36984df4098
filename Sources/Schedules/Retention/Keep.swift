/// The union of copies that are kept. Ages count from the newest verified copy, periods are UTC.
package struct Keep: Sendable, Equatable {
  /// How many copies a rule keeps.
  package enum Amount: Sendable, Equatable {
    case none
    case count(Int)
    case unlimited

    /// The number of copies, which no history reaches where there is no limit.
    package var limit: Int {
      switch self {
      case .none: 0
      case .count(let count): count
      case .unlimited: .max
      }
    }
  }

  /// Seconds; every copy not older than this is kept.
  package var within: Int?
  package var last: Amount = .none
  package var hourly: Amount = .none
  package var daily: Amount = .none
  package var weekly: Amount = .none
  package var monthly: Amount = .none
  package var yearly: Amount = .none

  package init() {}
}
