internal import Synchronization

/// Distances that were worked out before: the proofs of a policy ask for the same ones several times over, and a fleet is
/// made from few templates.
enum KnownGaps {
  struct Question: Hashable {
    let fields: [CronFields]
    /// Its name.
    let zone: String
    let start: Instant
    let years: Int
    let rule: ClockChangeRule
  }

  typealias Answer = (longest: RunGap, shortest: RunGap)?

  // A class, because the runtime would put together the types of a tuple and its optional: a fiftieth of a lint.
  private final class Known: Sendable {
    let answer: Answer

    init(_ answer: Answer) { self.answer = answer }
  }

  /// More than these are forgotten, so that no fleet fills the memory.
  private static let most = 2048

  private static let answers = Mutex<[Question: Known]>([:])

  /// The answer to a question, worked out where it is not known.
  static func answer(_ question: Question, _ make: () -> Answer) -> Answer {
    if let known = answers.withLock({ $0[question] }) { return known.answer }
    let made = make()
    answers.withLock { answers in
      if answers.count >= most { answers.removeAll(keepingCapacity: true) }
      answers[question] = Known(made)
    }
    return made
  }
}
