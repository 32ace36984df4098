/// Text that Go's template engine, in Helm or in Prometheus, reads before anything else does.
package enum TemplateText {
  /// `text` written so that the engine prints it as it is, for text outside of actions, such as a comment, `NOTES.txt` or an
  /// alert's annotation.
  ///
  /// Only `{{` means anything to Go's text/template outside of an action, so only it is replaced, by an action that prints it.
  package static func escaped(_ text: String) -> String {
    withUTF8(of: text) { bytes in
      guard bytes.holdsAction else { return text }
      var escaped = ByteText()
      var start = 0
      var index = 0
      while index + 1 < bytes.count {
        guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
          index += 1
          continue
        }
        escaped.append(bytes[start..<index])
        escaped += #"{{ "{{" }}"#
        index += 2
        start = index
      }
      escaped.append(bytes[start...])
      return escaped.string
    }
  }

  private static let suspects = ByteSet("\"\\", controls: true)

  /// `text` as a string of Go, which the template languages and PromQL take alike.
  package static func quoted(_ text: String) -> String {
    var quoted = ByteText()
    appendQuoted(text, to: &quoted)
    return quoted.string
  }

  /// Appends `text` as such a string.
  static func appendQuoted(_ text: String, to quoted: inout ByteText) {
    quoted += "\""
    quoted.append(text, suspects: suspects) { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      default: "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      }
    }
    quoted += "\""
  }
}
