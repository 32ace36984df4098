import Formats

/// A series of a test, with a value for each evaluation.
struct TestSeries {
  var name: String
  var labels: [AlertLabel]
  var values: [Int]

  init(_ name: String, _ labels: [AlertLabel], _ values: [Int]) {
    self.name = name
    self.labels = labels
    self.values = values
  }

  /// Seconds between two evaluations of a test.
  static let step = 900

  /// The values in promtool's notation: `axn` is `a` and `n` more of it, `a+bxn` is `a` and `n` more, each greater by `b`.
  var notation: String {
    var words: [String] = []
    var first = 0
    while first < values.count {
      var last = first + 1
      guard last < values.count else {
        words.append("\(values[first])")
        break
      }
      let difference = values[last] - values[first]
      while last + 1 < values.count, values[last + 1] - values[last] == difference { last += 1 }
      // Two that differ are two values; of more, or of equal ones, the notation is shorter.
      if last == first + 1, difference != 0 {
        words.append("\(values[first])")
        first += 1
        continue
      }
      let slope = difference == 0 ? "" : difference < 0 ? "\(difference)" : "+\(difference)"
      words.append("\(values[first])\(slope)x\(last - first)")
      first = last + 1
    }
    return words.joined(separator: " ")
  }

  /// The series as promtool reads it, on one line.
  var document: YAMLValue {
    .flow(["series": .string(PromQL.series(name, labels)), "values": .string(notation)])
  }
}
