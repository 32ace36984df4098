/// The ways to write a set of bits as a short list of ranges.
enum BitRuns {
  /// The values `first`, `first + step` … `last`.
  struct Run: Equatable {
    let first: Int
    let last: Int
    let step: Int
  }

  /// The distance that all neighbours of a set have, or `nil` where there is none or fewer than two values.
  static func step(of bits: UInt64) -> Int? {
    guard bits.nonzeroBitCount > 1 else { return nil }
    var rest = bits & (bits - 1)
    var previous = bits.leastBit
    let step = rest.leastBit - previous
    while rest != 0 {
      guard rest.leastBit - previous == step else { return nil }
      previous = rest.leastBit
      rest &= rest - 1
    }
    return step
  }

  /// The shortest readable list: one stepped range for five or more evenly spaced values, else ranges of three or
  /// more neighbours and single values.
  static func runs(of bits: UInt64) -> [Run] {
    if bits.nonzeroBitCount >= 5, let step = step(of: bits) {
      return [Run(first: bits.leastBit, last: bits.greatestBit, step: step)]
    }
    return ranges(of: bits)
  }

  /// Ranges of three or more neighbours and single values, none with a step.
  static func ranges(of bits: UInt64) -> [Run] {
    var runs: [Run] = []
    var rest = bits
    while rest != 0 {
      let first = rest.leastBit
      let length = (~(rest >> UInt64(first))).trailingZeroBitCount
      if length >= 3 {
        runs.append(Run(first: first, last: first + length - 1, step: 1))
      } else {
        for value in first..<first + length { runs.append(Run(first: value, last: value, step: 1)) }
      }
      let end = first + length
      rest = end < 64 ? (rest >> UInt64(end)) << UInt64(end) : 0
    }
    return runs
  }
}

extension UInt64 {
  /// The least value of a set that is not empty.
  var leastBit: Int { trailingZeroBitCount }
  /// The greatest value of a set that is not empty.
  var greatestBit: Int { 63 - leadingZeroBitCount }
}
