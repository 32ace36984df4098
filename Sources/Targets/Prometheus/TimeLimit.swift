import Formats

/// Seconds within which something must happen, and their parts.
struct TimeLimit {
  /// One of the times that add up.
  struct Part {
    let seconds: Int
    /// What passes in it, such as `for the run`.
    let words: String
  }

  /// The times in order, without those of no length.
  let parts: [Part]

  init(_ parts: [Part]) { self.parts = parts.filter { $0.seconds > 0 } }

  var seconds: Int { parts.reduce(0) { $0 + $1.seconds } }

  /// For example: `1d between starts + 30m to start + 1h to run`.
  var sum: String { parts.map { "\(PromQL.duration($0.seconds)) \($0.words)" }.joined(separator: " + ") }

  /// The limit with another time before its own.
  func after(_ part: Part) -> TimeLimit { TimeLimit([part] + parts) }

  /// What passes from one success to the next in the worst case.
  static func between(gap: Int, startWithin: Int, wait: Int = 0, deadline: Int) -> TimeLimit {
    TimeLimit([
      Part(seconds: gap, words: "between starts"), Part(seconds: startWithin, words: "to start"),
      Part(seconds: wait, words: "to wait for other repositories"), Part(seconds: deadline, words: "to run"),
    ])
  }
}
