/// Prometheus' text format, which node_exporter's textfile collector reads.
package enum ExpositionText {
  /// Labels as they stand between the braces of a line.
  package static func labels(_ labels: [(name: String, value: String)]) -> String {
    labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
  }

  private static let suspects = ByteSet("\\\"\n")

  // "Exposition formats", text format: a label's value escapes only these three characters.
  private static func escaped(_ value: String) -> String {
    var escaped = ByteText()
    escaped.append(value, suspects: suspects) { scalar in
      scalar == "\n" ? "\\n" : "\\" + String(scalar)
    }
    return escaped.string
  }
}
