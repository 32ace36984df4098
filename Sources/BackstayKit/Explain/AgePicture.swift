internal import Schedules

/// Which ages have a copy: days, then weeks, months and years, as far back as there are copies.
///
/// Ages are counted in UTC days from the day of the newest copy, which is day 0.
package struct AgePicture: Sendable, Equatable {
  package let rows: [Row]

  /// A row of ages of one unit.
  package struct Row: Sendable, Equatable {
    /// `days`, `weeks`, `months` or `years`.
    package let unit: String
    /// The first age, in units.
    package let first: Int
    /// For each age whether it has a copy.
    package let hasCopy: [Bool]

    /// The ages, such as `days 0–34`.
    package var label: String {
      hasCopy.count == 1 ? "\(unit) \(first)" : "\(unit) \(first)–\(first + hasCopy.count - 1)"
    }

    /// A character for each age, in groups; the newest first.
    package var marks: String {
      // A row of days is divided into weeks; rows of weeks or months are not divided.
      let group = unit == "days" ? 7 : .max
      var text = ""
      for (index, has) in hasCopy.enumerated() {
        if index > 0, index % group == 0 { text += " " }
        text += has ? "●" : "·"
      }
      return text
    }
  }

  /// The chart of copies at these instants.
  init(of copies: [Instant], newest: Instant) {
    let ages = copies.map { newest.dayInUTC - $0.dayInUTC }
    guard let oldest = ages.max() else {
      rows = []
      return
    }
    // The borders are whole numbers of the units on both sides, except for years.
    let units: [(name: String, length: Int, from: Int, to: Int)] = [
      ("days", 1, 0, 35), ("weeks", 7, 35, 210), ("months", 30, 210, 1095), ("years", 365, 1095, .max),
    ]
    rows = units.compactMap { unit in
      guard oldest >= unit.from else { return nil }
      let first = unit.from / unit.length
      var hasCopy = [Bool](repeating: false, count: min(oldest, unit.to - 1) / unit.length - first + 1)
      for age in ages where age >= unit.from && age < unit.to { hasCopy[age / unit.length - first] = true }
      return Row(unit: unit.name, first: first, hasCopy: hasCopy)
    }
  }
}
