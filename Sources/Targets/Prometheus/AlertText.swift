import Formats

/// Times and words shared by rules of all sources.
enum AlertText {
  /// Seconds for a change to be scraped and evaluated.
  static let scrapes = 300
  /// Seconds for which nothing may start, such as during a reboot or maintenance.
  static let pause = 1800

  /// How long `progress` may take to the next success, and why.
  static func late(_ progress: Progress) -> String {
    "No \(progress.words) has succeeded for \(PromQL.duration(progress.limit.seconds)): \(progress.limit.sum)."
  }
}
