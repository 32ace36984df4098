import ArgumentParser
import Diagnostics

/// The lowest severity that makes a command fail, by its word.
enum Threshold: String, CaseIterable, ExpressibleByArgument {
  case error, warning, advice

  var severity: Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .advice: .advice
    }
  }
}
