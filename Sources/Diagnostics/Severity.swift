/// How much a finding weighs.
package enum Severity: UInt8, Sendable, Comparable, CaseIterable {
  case advice, warning, error

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// The word that is printed.
  package var word: String {
    switch self {
    case .advice: "advice"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
