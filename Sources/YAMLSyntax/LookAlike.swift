/// A character that looks like an ASCII one but isn't: pasted from a document, or typed in another keyboard layout.
package struct LookAlike {
  /// Its bytes.
  package let range: Range<Int>
  package let scalar: Unicode.Scalar
  /// The character that was meant; empty if this one is invisible.
  package let meant: String

  /// The first one in a text that fits, judged together with the character before it other than a space. Text that is
  /// all ASCII is not searched.
  package static func first(
    in text: some Collection<UInt8>, where fits: (LookAlike, Unicode.Scalar?) -> Bool = { _, _ in true }
  ) -> LookAlike? {
    guard text.contains(where: { $0 >= 0x80 }) else { return nil }
    var offset = 0
    var before: Unicode.Scalar?
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if let meant = meant(by: scalar) {
        let found = LookAlike(range: offset..<end, scalar: scalar, meant: meant)
        if fits(found, before) { return found }
      }
      if scalar != " " { before = scalar }
      offset = end
    }
    return nil
  }

  /// The same in a longer text that begins earlier.
  func moved(by offset: Int) -> LookAlike {
    LookAlike(range: range.lowerBound + offset..<range.upperBound + offset, scalar: scalar, meant: meant)
  }

  /// The text with the characters that were meant, without leading and trailing blanks.
  package static func mended(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { meant(by: $0) ?? String($0) }.joined()
    return String(scalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// The character's appearance and number, and what to write.
  package var words: String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return switch meant {
    case " ":
      (scalar.value == 0xA0 ? "a no-break space" : "an unusual space") + ", \(number): write a space"
    case "": "an invisible character, \(number): remove it"
    case "\"", "'": "`\(scalar)` is a typographic quote, \(number): write `\(meant)`"
    case "-": "`\(scalar)` is a dash, \(number): write `-`"
    case ":", ",": "`\(scalar)` is a wide character, \(number): write `\(meant)`"
    default: "`\(scalar)` is a letter of another alphabet, \(number): write `\(meant)`"
    }
  }

  /// What the character looks like, in one word.
  var name: String {
    switch meant {
    case " ": "space"
    case "\"", "'": "quote"
    case ":": "colon"
    default: "character"
    }
  }

  private static func meant(by scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: " "
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: ""
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2033: "\""
    case 0x2018...0x201B, 0x2032: "'"
    case 0x2010...0x2015, 0x2212: "-"
    case 0xFF1A: ":"
    case 0xFF0C: ","
    case 0x370...0x52F: letters[scalar]
    default: nil
    }
  }

  /// Letters of the Cyrillic and the Greek alphabet that look like Latin ones.
  private static let letters: [Unicode.Scalar: String] = {
    let pairs = zip(
      "аеорсухіјѕһԁԛԝкАВЕКМНОРСТУХІЈЅοναριυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ".unicodeScalars,
      "aeopcyxijshdqwkABEKMHOPCTYXIJSovapiukABEZHIKMNOPTYX")
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0, String($1)) })
  }()
}
