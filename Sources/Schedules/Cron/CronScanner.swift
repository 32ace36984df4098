/// The reader of the fields of one expression, byte by byte.
struct CronScanner {
  /// The expression.
  let text: UnsafeBufferPointer<UInt8>
  /// Where the next field is looked for.
  var position = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// Advances over the next run of bytes that are not blank.
  mutating func nextField() -> Range<Int>? {
    while position < text.count {
      let width = blankWidth(at: position)
      if width == 0 { break }
      position += width
    }
    let start = position
    while position < text.count, blankWidth(at: position) == 0 { position += 1 }
    return start < position ? start..<position : nil
  }

  /// The values of one field, a list of items; empty items are dropped, as robfig's parser does.
  func values(_ field: Range<Int>, of kind: CronField) throws(CronFault) -> (bits: UInt64, star: Bool) {
    var bits: UInt64 = 0
    var star = false
    var start = field.lowerBound
    for index in field.lowerBound...field.upperBound {
      guard index == field.upperBound || text[index] == UInt8(ascii: ",") else { continue }
      if index > start {
        let item = try item(start..<index, of: kind)
        bits |= item.bits
        star = star || item.star
      }
      start = index + 1
    }
    return (bits, star)
  }

  /// The values of `first`, `first-last`, `first/step`, `first-last/step`, where `first` may be a star.
  private func item(_ item: Range<Int>, of field: CronField) throws(CronFault) -> (bits: UInt64, star: Bool) {
    var slash: Int?
    var hyphen: Int?
    for index in item {
      if text[index] == UInt8(ascii: "/") {
        guard slash == nil else { throw CronFault(item, .tooManySlashes) }
        slash = index
      } else if text[index] == UInt8(ascii: "-"), slash == nil, hyphen == nil {
        hyphen = index
      }
    }
    let span = item.lowerBound..<(slash ?? item.upperBound)
    let head = span.lowerBound..<(hyphen ?? span.upperBound)
    var first = field.least
    var last = field.greatest
    var star = false
    if head.count == 1, text[head.lowerBound] == UInt8(ascii: "*") || text[head.lowerBound] == UInt8(ascii: "?") {
      star = true  // What follows the hyphen in `*-5` is ignored.
    } else {
      first = try value(head, of: field)
      if let hyphen {
        last = try value(hyphen + 1..<span.upperBound, of: field)
      } else if slash == nil {
        last = first
      }
    }
    var step = 1
    if let slash {
      let digits = slash + 1..<item.upperBound
      step = try number(digits)
      guard step > 0 else { throw CronFault(digits, .zeroStep) }
      if step > 1 { star = false }
    }
    if first < field.least || first > field.greatest { throw outOfRange(head, first, field) }
    if last > field.greatest, let hyphen { throw outOfRange(hyphen + 1..<span.upperBound, last, field) }
    guard first <= last else { throw CronFault(span, .reversedRange) }
    if step == 1 { return (((2 << UInt64(last)) &- 1) & ~((1 << UInt64(first)) - 1), star) }
    var bits: UInt64 = 0
    while first <= last {
      bits |= 1 << UInt64(first)
      guard step <= last - first else { break }
      first += step
    }
    return (bits, star)
  }

  private func value(_ word: Range<Int>, of field: CronField) throws(CronFault) -> Int {
    if word.count == 3, let named = named(word, of: field) { return named }
    if let first = word.first, text[first] | 0x20 >= UInt8(ascii: "a"), text[first] | 0x20 <= UInt8(ascii: "z") {
      throw unknownWord(word, of: field)
    }
    return try number(word)
  }

  /// The number that Go's `strconv.Atoi` reads from a 64-bit integer's digits, provided it is not negative.
  private func number(_ digits: Range<Int>) throws(CronFault) -> Int {
    var index = digits.lowerBound
    if index < digits.upperBound, text[index] == UInt8(ascii: "+") { index += 1 }
    guard index < digits.upperBound else { throw notANumber(digits) }
    var number = 0
    while index < digits.upperBound {
      let digit = text[index] &- 48
      guard digit < 10 else { throw notANumber(digits) }
      let (tens, isTooGreat) = number.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooGreat) = tens.addingReportingOverflow(Int(digit))
      guard !isTooGreat, !isStillTooGreat else { throw notANumber(digits) }
      number = sum
      index += 1
    }
    return number
  }

  private func named(_ word: Range<Int>, of field: CronField) -> Int? {
    let names: StaticString
    switch field {
    case .month: names = "janfebmaraprmayjunjulaugsepoctnovdec"
    case .dayOfWeek: names = "sunmontuewedthufrisat"
    default: return nil
    }
    let letters = names.utf8Start
    for index in 0..<names.utf8CodeUnitCount / 3 {
      if text[word.lowerBound] | 0x20 == letters[index * 3], text[word.lowerBound + 1] | 0x20 == letters[index * 3 + 1],
        text[word.lowerBound + 2] | 0x20 == letters[index * 3 + 2]
      {
        return index + field.least
      }
    }
    return nil
  }

  /// The width in bytes of the blank at a position, or 0: what Go's `unicode.IsSpace` calls a space.
  private func blankWidth(at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 32 || (byte >= 9 && byte <= 13) ? 1 : 0 }
    guard byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3, index + 1 < text.count else { return 0 }
    let second = text[index + 1]
    if byte == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < text.count else { return 0 }
    let third = text[index + 2]
    switch (byte, second) {
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80): return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }
}
