/// The English names of the days of the week, which cron and word forms take.
enum WeekdayName {
  /// The full names in lower case, Sunday first.
  static var full: [String] { ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] }
}

/// The English names of the months.
enum MonthName {
  /// The full names in lower case, January first.
  static var full: [String] {
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
  }
}
