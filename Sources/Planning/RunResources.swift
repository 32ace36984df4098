package import Diagnostics
internal import Language

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

extension RunResources {
  convenience init(_ resources: Resources) {
    self.init(
      cpuRequest: resources.requests?.cpu?.text, memoryRequest: resources.requests?.memory?.text,
      cpuLimit: resources.limits?.cpu?.text, memoryLimit: resources.limits?.memory?.text)
  }

  /// What a container of Kubernetes is given.
  ///
  /// If the policy states only the request or the limit, it applies to both, as in Kubernetes; a default for the other
  /// could contradict it. Memory always has a limit, so that a backup never takes its neighbours' memory.
  package static func ofContainer(
    _ stated: RunResources?
  ) -> (cpuRequest: String, memoryRequest: String, cpuLimit: String?, memoryLimit: String) {
    let usual = Resources.usualOfContainer
    return (
      cpuRequest: (stated?.cpuRequest ?? stated?.cpuLimit ?? usual.cpu).value,
      memoryRequest: (stated?.memoryRequest ?? stated?.memoryLimit ?? usual.memory).value,
      cpuLimit: stated?.cpuLimit?.value,
      memoryLimit: (stated?.memoryLimit ?? stated?.memoryRequest ?? usual.memoryLimit).value
    )
  }
}
