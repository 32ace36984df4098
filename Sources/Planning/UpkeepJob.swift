package import Diagnostics

/// Work on a repository that doesn't make copies.
package struct UpkeepJob: Sendable {
  package enum Kind: Sendable, Equatable {
    /// Frees the space of expired copies.
    case reclaim
    /// Has the tool check the repository, reading back this percentage of the data.
    case check(readDataPercent: Int)

    /// The policy's word for it.
    package var word: String {
      switch self {
      case .reclaim: "reclaim"
      case .check: "check"
      }
    }
  }

  /// The backup whose repositories it maintains.
  package var backup: Text
  package var kind: Kind
  package var schedules: [Schedule]
  package var shipments: [Shipment]
  /// Seconds after which it is stopped.
  package var deadline: Int
  package var startWithin: Int
  package var origin: Span
}
