package import Formats

/// A file for sysusers.d(5) or tmpfiles.d(5): lines of fields separated by blanks.
package struct SystemFileLines: Sendable, Equatable {
  /// Lines at the top, without their `#`.
  package var comment: [String]
  /// The lines with their fields; `-` means the default.
  package var lines: [[String]]

  /// A file of `lines` under `comment`.
  package init(comment: [String], lines: [[String]]) {
    self.comment = comment
    self.lines = lines
  }

  /// The text of the file.
  ///
  /// Throws if a field has a control character; the place is the line's first two fields.
  package func rendered() throws(UnsayableValue) -> String {
    // A unit without sections is nothing but its comment, with what could leave it made harmless.
    var text = try UnitFile(comment: comment).rendered() + "\n"
    for fields in lines {
      var quoted: [String] = []
      for field in fields { quoted.append(try Self.quoted(field, of: fields)) }
      text += quoted.joined(separator: " ") + "\n"
    }
    return text
  }

  private static func quoted(_ field: String, of line: [String]) throws(UnsayableValue) -> String {
    var needsQuotes = field.isEmpty
    var written = ""
    for scalar in field.unicodeScalars {
      switch scalar {
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let place = line.prefix(2).joined(separator: " ")
        throw UnsayableValue(place: place, value: field, reason: .controlCharacter)
      case "%": written += "%%"
      case "\"", "\\":
        written += "\\"
        written.unicodeScalars.append(scalar)
        needsQuotes = true
      case " ", "'", "#":
        written.unicodeScalars.append(scalar)
        needsQuotes = true
      default: written.unicodeScalars.append(scalar)
      }
    }
    return needsQuotes ? "\"\(written)\"" : written
  }
}
