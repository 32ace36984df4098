/// What an invalid cadence was surely meant to be. The caller checks that it is then valid.
enum CadenceCorrection {
  static func cadence(for text: String) -> String? {
    let words = text.lowercased().split(separator: " ")
    guard let first = words.first, let last = words.last, !text.contains("\"") else { return nil }
    let rest = words.dropFirst().joined(separator: " ")
    switch (first, words.count) {
    case ("hourly", 1), ("daily", 1), ("midnight", 1), ("weekly", 1), ("monthly", 1), ("yearly", 1), ("annually", 1):
      return "\"@\(first)\""
    case ("hourly", 2), ("daily", 2), ("weekly", 3), ("monthly", 3), ("every", 2): return "{\(first): \"\(rest)\"}"
    case (_, 1) where first.hasPrefix(":"): return "{hourly: \"\(first)\"}"
    case (_, 1) where first.contains(":"): return "{daily: \"\(minutes(first))\"}"
    case (_, 1): return "{every: \(first)}"
    case (_, 2) where last.contains(":"):
      let isDay = first.first?.isNumber == true
      return "{\(isDay ? "monthly" : "weekly"): \"\(first) \(minutes(last))\"}"
    default: return nil
    }
  }

  /// The same for a backup that need not start automatically.
  static func orManual(for text: String) -> String? {
    Suggestions.nearest(to: text, among: ["manual"]) ?? cadence(for: text)
  }

  /// A time without its seconds, if they are zero.
  private static func minutes(_ time: Substring) -> Substring {
    time.count > 5 && time.hasSuffix(":00") ? time.dropLast(3) : time
  }
}

extension ClockCadence {
  package static func correction(of text: String) -> String? { CadenceCorrection.cadence(for: text) }
  package static var help: String? { "for example `\"0 2 * * *\"` or `{daily: \"02:30\"}`" }
}

extension Cadence {
  package static func correction(of text: String) -> String? { CadenceCorrection.orManual(for: text) }
  package static var help: String? { ClockCadence.help }
}

extension Cadences {
  package static func correction(of text: String) -> String? { CadenceCorrection.orManual(for: text) }
  package static var help: String? { ClockCadence.help }
}

extension CronText {
  /// Only macros: no other form can replace a cron expression.
  static func correction(of text: String) -> String? { CadenceCorrection.cadence(for: text) }
}
