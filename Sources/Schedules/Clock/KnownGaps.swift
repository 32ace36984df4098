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
    let question: Question
    let answer: Answer

    init(_ question: Question, _ answer: Answer) {
      self.question = question
      self.answer = answer
    }
  }

  private struct Memory {
    /// As many as one policy asks for, compared one by one: the types of a dictionary cost a lint more than that.
    private static let fewest = 12
    /// More than these are forgotten, so that no fleet fills the memory.
    private static let most = 2048

    private var few: [Known] = []
    private var many: [Question: Known] = [:]

    func known(_ question: Question) -> Known? {
      few.first { $0.question == question } ?? (many.isEmpty ? nil : many[question])
    }

    mutating func note(_ known: Known) {
      guard few.count == Self.fewest else { return few.append(known) }
      if many.count >= Self.most { many.removeAll(keepingCapacity: true) }
      many[known.question] = known
    }
  }

  private static let memory = Mutex(Memory())

  /// The answer to a question, worked out where it is not known.
  static func answer(_ question: Question, _ make: () -> Answer) -> Answer {
    if let known = memory.withLock({ $0.known(question) }) { return known.answer }
    let known = Known(question, make())
    memory.withLock { $0.note(known) }
    return known.answer
  }
}
