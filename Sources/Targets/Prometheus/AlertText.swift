import Formats

/// Times and words that rules of all sources have in common.
enum AlertText {
  /// Seconds for a change to be scraped and evaluated.
  static let scrapes = 300
  /// Seconds that nothing may start, such as for a restart of the machine or work on it.
  static let pause = 1800

  /// How long `progress` may take to the next success, and why.
  static func late(_ progress: Progress) -> String {
    "No \(progress.words) has succeeded for \(PromQL.duration(progress.limit.seconds)): \(progress.limit.sum)."
  }
}
