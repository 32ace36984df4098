/// Pieces of PromQL, Prometheus' query language.
package enum PromQL {
  /// The series of `metric` whose labels are exactly `labels`, and of those in `patterns` match a regular expression.
  package static func series(
    _ metric: String, _ labels: [(name: String, value: String)], matching patterns: [(name: String, value: String)] = []
  ) -> String {
    if labels.isEmpty, patterns.isEmpty { return metric }
    var text = ByteText()
    text += metric
    var opening = "{"
    for (matchers, sign) in [(labels, "="), (patterns, "=~")] {
      for matcher in matchers {
        text += opening
        text += matcher.name
        text += sign
        TemplateText.appendQuoted(matcher.value, to: &text)
        opening = ","
      }
    }
    text += "}"
    return text.string
  }

  /// A regular expression that only `text` matches.
  package static func pattern(for text: String) -> String {
    var pattern = ByteText()
    pattern.append(text, suspects: metacharacters, replacing: { "\\" + String($0) })
    return pattern.string
  }

  /// A time such as `1d2h30m`, as ranges and `for` take it; 0 is `0s`.
  package static func duration(_ seconds: Int) -> String {
    var rest = seconds
    var text = ""
    for (unit, length) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] where rest >= length {
      text += "\(rest / length)\(unit)"
      rest %= length
    }
    return text.isEmpty ? "0s" : text
  }

  /// Whether `name` can be that of a label.
  package static func isLabelName(_ name: String) -> Bool { isVariableName(name) }

  // RE2's, outside of brackets.
  private static let metacharacters = ByteSet("\\.+*?()|[]{}^$")
}
