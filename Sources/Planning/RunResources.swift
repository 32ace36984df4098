package import Diagnostics

/// What a run may use, in Kubernetes quantities.
package final class RunResources: Sendable {
  package let cpuRequest: Text?
  package let memoryRequest: Text?
  package let cpuLimit: Text?
  package let memoryLimit: Text?

  package init(cpuRequest: Text? = nil, memoryRequest: Text? = nil, cpuLimit: Text? = nil, memoryLimit: Text? = nil) {
    self.cpuRequest = cpuRequest
    self.memoryRequest = memoryRequest
    self.cpuLimit = cpuLimit
    self.memoryLimit = memoryLimit
  }
}
