/// Text that Helm's template engine reads before anything else does.
package enum HelmText {
  /// `text` written so that Helm prints it as it is, for text outside of actions, such as a comment or `NOTES.txt`.
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
}
