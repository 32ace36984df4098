import Diagnostics
import Testing

@testable import Planning
@testable import Targets

struct ResourceControlTests {
  @Test(arguments: [
    ("1", "100%"), ("250m", "25%"), ("1.5", "150%"), ("1m", "1%"), ("1001m", "101%"),
  ])
  func `a limit of processors is a share of one`(limit: String, quota: String) {
    let lines = ResourceControl(RunResources(cpuLimit: SystemdPlans.text(limit))).lines
    #expect(lines.map(\.key) == ["CPUQuota"])
    #expect(lines.map(\.value) == [quota])
  }

  @Test(arguments: [("512Mi", "536870912"), ("1G", "1000000000"), ("128974848", "128974848"), ("1.5Ki", "1536")])
  func `memory is in bytes`(quantity: String, bytes: String) {
    let resources = RunResources(memoryRequest: SystemdPlans.text(quantity), memoryLimit: SystemdPlans.text(quantity))
    let lines = ResourceControl(resources).lines
    #expect(lines.map(\.key) == ["MemoryLow", "MemoryMax"])
    #expect(lines.map(\.value) == [bytes, bytes])
  }

  @Test(arguments: ["", "Mi", "1mi", "1 Gi", "0", "-1", "1.2.3", "٣"])
  func `anything else is a fault`(text: String) {
    let control = ResourceControl(RunResources(cpuRequest: SystemdPlans.text(text)))
    #expect(control.faults.map(\.value) == [text])
  }

  @Test func `a request of processors has nothing to ask here`() {
    let control = ResourceControl(RunResources(cpuRequest: SystemdPlans.text("1")))
    #expect(control.lines.isEmpty && control.faults.isEmpty)
  }
}
