internal import ASCII

/// A systemd unit file, or a drop-in for one: sections of `Key=value` lines, in order.
package struct UnitFile: Sendable, Equatable {
  /// One section with its lines in order; a key may be repeated, which for most keys makes a list.
  package struct Section: Sendable, Equatable {
    /// One assignment.
    package struct Line: Sendable, Equatable {
      /// The key, such as `ExecStart`.
      package let key: String
      /// What it is set to.
      package let value: UnitValue
    }

    /// The name between the brackets.
    package let name: String
    /// The assignments in order.
    package private(set) var lines: [Line]

    /// A section of `lines` in the order written, repeated keys included.
    package init(_ name: String, _ lines: KeyValuePairs<String, UnitValue> = [:]) {
      self.name = name
      self.lines = lines.map { Line(key: $0.key, value: $0.value) }
    }

    /// Adds an assignment at the end; `nil` adds none.
    package mutating func append(_ key: String, _ value: UnitValue?) {
      if let value { lines.append(Line(key: key, value: value)) }
    }
  }

  /// Lines at the top, without their `#`.
  package var comment: [String]
  /// The sections in order.
  package var sections: [Section]

  /// A unit of `sections` under `comment`.
  package init(comment: [String] = [], sections: [Section] = []) {
    self.comment = comment
    self.sections = sections
  }

  /// The text of the unit, with a blank line before each section and a final line break.
  ///
  /// Throws if a value can't be written: the place is the section and the key, such as `[Service] ExecStart`.
  package func rendered() throws(UnsayableValue) -> String {
    var text = ByteText(capacity: 2048)
    for line in commentLines(comment) {
      text += line
      text += "\n"
    }
    for section in sections {
      guard isName(section.name) else {
        throw UnsayableValue(place: "[\(section.name)]", value: section.name, reason: .notAName)
      }
      if text.count > 0 { text += "\n" }
      text += "["
      text += section.name
      text += "]\n"
      for line in section.lines {
        let place = { "[\(section.name)] \(line.key)" }
        guard isName(line.key) else { throw UnsayableValue(place: place(), value: line.key, reason: .notAName) }
        text += line.key
        text += "="
        do throws(UnsayableValue) {
          text += try line.value.spelled(at: "")
        } catch {
          throw UnsayableValue(place: place(), value: error.value, reason: error.reason)
        }
        text += "\n"
      }
    }
    return text.string
  }

  private func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0.isOfIdentifier || $0 == UInt8(ascii: "-") }
  }
}
