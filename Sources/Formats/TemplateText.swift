/// Text that Go's template engine, in Helm or in Prometheus, reads before anything else does.
package enum TemplateText {
  /// `text` written so that the engine prints it as it is, for text outside of actions, such as a comment, `NOTES.txt` or an
  /// alert's annotation.
  ///
  /// Only `{{` means anything to Go's text/template outside of an action, so only it is replaced, by an action that prints it.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    var hasOpenBrace = false
    for scalar in text.unicodeScalars {
      if scalar != "{" {
        if hasOpenBrace { escaped += "{" }
        hasOpenBrace = false
        escaped.unicodeScalars.append(scalar)
      } else if hasOpenBrace {
        escaped += #"{{ "{{" }}"#
        hasOpenBrace = false
      } else {
        hasOpenBrace = true
      }
    }
    if hasOpenBrace { escaped += "{" }
    return escaped
  }

  /// `text` as a string of Go, which the template languages and PromQL take alike.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
