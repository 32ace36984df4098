/// A configuration file as pgBackRest reads it: sections of `key=value` lines, and comments on lines of their own.
///
/// There is no quoting, and blanks around a value are trimmed (pgbackrest, `src/common/ini.c`).
package struct INIDocument: Sendable, Equatable {
  /// One section with its entries in order; a key may be repeated, for options that are lists.
  package struct Section: Sendable, Equatable {
    /// One option.
    package struct Line: Sendable, Equatable {
      /// The name of the option.
      package let key: String
      /// Its value, to the end of the line.
      package let value: String
    }

    /// The name between the brackets.
    package let name: String
    /// Lines written above the section, without their `#`.
    package let comment: [String]
    /// The options in order.
    package private(set) var lines: [Line]

    /// A section of `lines` in the order written, repeated keys included.
    package init(_ name: String, comment: [String] = [], _ lines: KeyValuePairs<String, String> = [:]) {
      self.name = name
      self.comment = comment
      self.lines = lines.map { Line(key: $0.key, value: $0.value) }
    }

    /// Adds a line at the end; `nil` adds none.
    package mutating func append(_ key: String, _ value: String?) {
      if let value { lines.append(Line(key: key, value: value)) }
    }
  }

  /// Lines at the top, without their `#`.
  package var comment: [String]
  /// The sections in order.
  package var sections: [Section]

  /// A file of `sections` under `comment`.
  package init(comment: [String] = [], sections: [Section] = []) {
    self.comment = comment
    self.sections = sections
  }

  /// The text of the file, with a blank line before each section and a final line break.
  ///
  /// Throws if a value can't be written: the place is the section and the key, such as `[global] repo1-path`.
  package func rendered() throws(UnsayableValue) -> String {
    var blocks: [[String]] = comment.isEmpty ? [] : [commentLines(comment)]
    for section in sections {
      try check(section)
      var lines = commentLines(section.comment)
      lines.append("[\(section.name)]")
      for line in section.lines { lines.append("\(line.key)=\(line.value)") }
      blocks.append(lines)
    }
    return joined(blocks)
  }

  private func check(_ section: Section) throws(UnsayableValue) {
    let heading = "[\(section.name)]"
    if !isName(section.name) { throw UnsayableValue(place: heading, value: section.name, reason: .notAName) }
    for line in section.lines {
      let place = "\(heading) \(line.key)"
      if !isName(line.key) { throw UnsayableValue(place: place, value: line.key, reason: .notAName) }
      if let reason = faultOfLine(line.value) { throw UnsayableValue(place: place, value: line.value, reason: reason) }
    }
  }

  // Wide enough for every option and for any stanza that can be named on a command line without quoting.
  private func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first != "#", first != "[" else { return false }
    return name.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "=" && $0 != "]" && $0.value != 0x7F }
  }
}
