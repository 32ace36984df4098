/// Pieces of PromQL, the language in which Prometheus is asked.
package enum PromQL {
  /// The series of `metric` whose labels are exactly `labels`, and of those in `patterns` match a regular expression.
  package static func series(
    _ metric: String, _ labels: [(name: String, value: String)], matching patterns: [(name: String, value: String)] = []
  ) -> String {
    let matchers =
      labels.map { "\($0.name)=\(TemplateText.quoted($0.value))" }
      + patterns.map { "\($0.name)=~\(TemplateText.quoted($0.value))" }
    return matchers.isEmpty ? metric : "\(metric){\(matchers.joined(separator: ","))}"
  }

  /// A regular expression that only `text` matches.
  package static func pattern(for text: String) -> String {
    var pattern = ByteText()
    pattern.append(text, where: isMetacharacter, replacing: { "\\" + String($0) })
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
  private static func isMetacharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "?"): true
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"), UInt8(ascii: "$"): true
    default: false
    }
  }
}
