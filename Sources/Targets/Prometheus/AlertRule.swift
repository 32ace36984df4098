import Formats

/// One alerting rule, and how its tests bring about what it tells.
struct AlertRule {
  /// The alert's name; two rules of one name differ in their labels.
  var name: String
  /// PromQL: what must not hold.
  var expression: String
  /// Seconds that it must hold for.
  var hold: Int
  /// The labels that tell what it is about.
  var labels: [AlertLabel]
  var summary: String
  var description: String
  var faults: [AlertFault]
}

/// Series with which an alert must fire, and when.
struct AlertFault {
  /// When the alert fires first, in seconds from the beginning of the series.
  enum Onset: Equatable {
    /// At an evaluation of the tests.
    case at(Int)
    /// At the first evaluation after the fault has lasted for so long.
    case held(Int)

    /// The time of that evaluation where there is one every `step` seconds.
    func evaluation(every step: Int) -> Int {
      switch self {
      case .at(let seconds): seconds
      case .held(let seconds): (seconds + step - 1) / step * step
      }
    }
  }

  /// What happened, in words.
  var title: String
  var series: [TestSeries]
  var onset: Onset
  /// When the alert has ended again, where the series say so.
  var end: Int?
  /// The labels that the expression adds, for each alert that it makes.
  var added: [[AlertLabel]] = [[]]
}

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

  /// The values in promtool's notation, in which `a+bxn` stands for `a` and `n` more.
  var notation: String {
    var text = ByteText()
    var first = 0
    while first < values.count {
      if first > 0 { text += " " }
      text += String(values[first])
      var last = first + 1
      guard last < values.count else { break }
      let difference = values[last] - values[first]
      while last + 1 < values.count, values[last + 1] - values[last] == difference { last += 1 }
      // Two that differ are two values; of more, or of equal ones, the notation is shorter.
      if last == first + 1, difference != 0 {
        first += 1
        continue
      }
      text += difference < 0 ? "-" : "+"
      text += String(abs(difference))
      text += "x"
      text += String(last - first)
      first = last + 1
    }
    return text.string
  }
}

extension TestSeries {
  /// Seconds between two evaluations of a test.
  static let step = 900
  /// The evaluations of the longest test with short steps: four days.
  static let longest = 4 * 86_400 / step
  /// The evaluation at which a limit is reached to the second in a test.
  static let reached = 4 * step

  /// A value that stays.
  static func constant(_ name: String, _ labels: [AlertLabel], _ value: Int, count: Int = 9) -> TestSeries {
    TestSeries(name, labels, Array(repeating: value, count: count))
  }
}
