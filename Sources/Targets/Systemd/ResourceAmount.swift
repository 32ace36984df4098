/// A Kubernetes quantity. For example: `512Mi`, `0.5`, `250m`.
struct ResourceAmount {
  /// The number, in bytes or processors.
  let amount: Double

  /// Reads `text`; `nil` if it isn't a quantity above zero.
  init?(_ text: String) {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(number), let factor = Self.factor(of: text[number.endIndex...]), value > 0 else {
      return nil
    }
    amount = value * factor
  }

  private static func factor(of suffix: Substring) -> Double? {
    switch suffix {
    case "": 1
    case "m": 0.001
    case "k": 1e3
    case "M": 1e6
    case "G": 1e9
    case "T": 1e12
    case "Ki": 1024
    case "Mi": 1_048_576
    case "Gi": 1_073_741_824
    case "Ti": 1_099_511_627_776
    default: nil
    }
  }
}
