extension CronFault {
  init(_ range: Range<Int>, _ kind: Kind, replacement: String? = nil) {
    self.range = range
    self.kind = kind
    self.replacement = replacement
  }

  /// The fault of a number of fields that is not five.
  static func fieldCount(_ count: Int, starts: (first: Int, second: Int), in text: UnsafeBufferPointer<UInt8>)
    -> CronFault
  {
    if count == 0 { return CronFault(0..<text.count, .empty) }
    if count == 6, let year = year(in: text) { return CronFault(year, .yearField, replacement: "") }
    if count == 6 { return CronFault(starts.first..<starts.second, .secondsField, replacement: "") }
    return CronFault(0..<text.count, .fieldCount(count))
  }

  /// The last field with the blanks before it, where it is made of years.
  private static func year(in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard let last = text.lastIndex(where: { $0 > 32 }) else { return nil }
    var start = last + 1
    while start > 0, text[start - 1] > 32 { start -= 1 }
    let years = text[start...last].split { $0 < 0x30 || $0 > 0x39 }
    guard years.first?.startIndex == start,
      years.allSatisfy({ $0.count == 4 && (0x31...0x32).contains($0[$0.startIndex]) })
    else { return nil }
    while start > 0, text[start - 1] <= 32 { start -= 1 }
    return start..<last + 1
  }

  /// The fault of a macro that Kubernetes does not know, or that means no set of instants.
  static func macro(_ text: UnsafeBufferPointer<UInt8>) -> CronFault {
    let whole = 0..<text.count
    if text.starts(with: "@every") {
      let period = String(decoding: text[6...], as: UTF8.self).trimmingBlanks
      return CronFault(whole, .everyMacro, replacement: period.isEmpty ? nil : "{every: " + period + "}")
    }
    let lowered = String(decoding: text, as: UTF8.self).trimmingBlanks.lowercased()
    if lowered == "@reboot" { return CronFault(whole, .rebootMacro) }
    let known = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"].contains(lowered)
    return CronFault(whole, .unknownMacro, replacement: known ? lowered : nil)
  }

  /// The fault of a zone in front of the fields.
  static func timeZonePrefix(in text: UnsafeBufferPointer<UInt8>) -> CronFault {
    let words = String(decoding: text, as: UTF8.self).split(separator: " ", maxSplits: 1)
    let zone = words[0].drop { $0 != "=" }.dropFirst()
    guard words.count == 2, !zone.isEmpty else { return CronFault(0..<text.count, .timeZonePrefix) }
    let cron = String(words[1]).trimmingBlanks
    return CronFault(
      0..<text.count, .timeZonePrefix, replacement: "{cron: \"" + cron + "\", timeZone: " + String(zone) + "}")
  }
}

extension CronScanner {
  /// The fault of a value outside its field's limits.
  func outOfRange(_ digits: Range<Int>, _ value: Int, _ field: CronField) -> CronFault {
    guard field == .dayOfWeek, value == 7 else { return CronFault(digits, .outOfRange(field)) }
    // A range that ends on Sunday, as in `5-7`, has to be written as a list.
    if digits.lowerBound > 0, text[digits.lowerBound - 1] == UInt8(ascii: "-") {
      var start = digits.lowerBound - 1
      while start > 0, text[start - 1] > 32, text[start - 1] != UInt8(ascii: ",") { start -= 1 }
      let first = String(decoding: text[start..<digits.lowerBound - 1], as: UTF8.self)
      let hasStep = digits.upperBound < text.count && text[digits.upperBound] == UInt8(ascii: "/")
      return CronFault(start..<digits.upperBound, .sevenForSunday, replacement: hasStep ? nil : first + "-6,0")
    }
    return CronFault(digits, .sevenForSunday, replacement: "0")
  }

  /// The fault of a word that is neither a number nor a name of its field.
  func unknownWord(_ word: Range<Int>, of field: CronField) -> CronFault {
    let first = text[word.lowerBound] & 0xDF
    let isForeign =
      first == UInt8(ascii: "H") || ((first == UInt8(ascii: "L") || first == UInt8(ascii: "W")) && word.count <= 2)
    if isForeign { return CronFault(word, .foreignExtension(first)) }
    for index in word where text[index] == UInt8(ascii: "#") || text[index] == UInt8(ascii: "~") {
      return CronFault(word, .foreignExtension(text[index]))
    }
    var name: String?
    if word.count > 3, field == .month || field == .dayOfWeek {
      let full = String(decoding: text[word], as: UTF8.self).lowercased()
      name = (field == .month ? MonthName.full : WeekdayName.full).first { $0 == full }.map { String($0.prefix(3)) }
    }
    return CronFault(word, .unknownName(field), replacement: name)
  }

  /// The fault of text that should be a number.
  func notANumber(_ digits: Range<Int>) -> CronFault {
    for index in digits {
      switch text[index] {
      case UInt8(ascii: "-"): return CronFault(digits, .tooManyHyphens)
      case UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "L"), UInt8(ascii: "W"), UInt8(ascii: "H"):
        return CronFault(digits, .foreignExtension(text[index]))
      default: continue
      }
    }
    return CronFault(digits, .notANumber)
  }
}

extension String {
  /// The text without the blanks at its ends.
  var trimmingBlanks: String {
    guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return String(self[first...last])
  }
}
