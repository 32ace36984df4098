/// The instants that only one of two readings of a cadence has.
package struct InstantDifference: Sendable, Equatable {
  /// The instants at which only the first fires, ascending.
  package private(set) var firstOnly: [Instant] = []
  /// The instants at which only the second fires, ascending.
  package private(set) var secondOnly: [Instant] = []

  /// Whether both fire at the same instants.
  package var isEmpty: Bool { firstOnly.isEmpty && secondOnly.isEmpty }

  /// The difference of two ascending lists.
  package init(_ first: [Instant], _ second: [Instant]) {
    var (left, right) = (0, 0)
    while left < first.count || right < second.count {
      if left < first.count, right < second.count, first[left] == second[right] {
        left += 1
        right += 1
      } else if right == second.count || left < first.count && first[left] < second[right] {
        firstOnly.append(first[left])
        left += 1
      } else {
        secondOnly.append(second[right])
        right += 1
      }
    }
  }
}
