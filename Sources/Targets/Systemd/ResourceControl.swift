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
    // CPUQuota= accepts whole percents only.
    append("CPUQuota", resources.cpuLimit, unit: "%") { max(1, $0 * 100) }
    // CPU requests help Kubernetes choose a node; here is only one machine.
    if let request = resources.cpuRequest, ResourceAmount(request.value) == nil { faults.append(request) }
  }

  private mutating func append(_ key: String, _ quantity: Text?, unit: String, _ scaled: (Double) -> Double) {
    guard let quantity else { return }
    guard let value = ResourceAmount(quantity.value), value.amount < 1e15 else { return faults.append(quantity) }
    lines.append((key, "\(Int64(scaled(value.amount).rounded(.up)))\(unit)"))
  }
}
