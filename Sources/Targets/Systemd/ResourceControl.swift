import Diagnostics
import Planning

/// The policy's `resources` in the keys of systemd.resource-control(5).
struct ResourceControl {
  /// The keys with their values.
  private(set) var lines: [(key: String, value: String)] = []
  /// Quantities that can't be read.
  private(set) var faults: [Text] = []

  /// Reads `resources`, of which all that can be said is said.
  init(_ resources: RunResources?) {
    guard let resources else { return }
    append("MemoryLow", resources.memoryRequest, unit: "") { $0 }
    append("MemoryMax", resources.memoryLimit, unit: "") { $0 }
    // A hundredth of a processor is the finest that CPUQuota= takes.
    append("CPUQuota", resources.cpuLimit, unit: "%") { max(1, $0 * 100) }
    // A request of processor time tells Kubernetes on which node there is room; here is one machine.
    if let request = resources.cpuRequest, ResourceAmount(request.value) == nil { faults.append(request) }
  }

  private mutating func append(_ key: String, _ quantity: Text?, unit: String, _ scaled: (Double) -> Double) {
    guard let quantity else { return }
    guard let value = ResourceAmount(quantity.value), value.amount < 1e15 else { return faults.append(quantity) }
    lines.append((key, "\(Int64(scaled(value.amount).rounded(.up)))\(unit)"))
  }
}

/// A Kubernetes quantity. For example: `512Mi`, `0.5`, `250m`.
struct ResourceAmount {
  /// The number, in bytes or processors.
  let amount: Double

  /// Reads `text`; `nil` where it is no quantity above zero.
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
