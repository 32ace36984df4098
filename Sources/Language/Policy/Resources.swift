package import Diagnostics

/// What a run may use, as Kubernetes quantities.
package final class Resources: Record {
  package let requests: Quantities?
  package let limits: Quantities?

  package static let name: StaticString = "Resources"
  package static let doc: StaticString = "What a run may use."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    requests = form.optional("requests", absent: "what `limits` say", doc: "What is set aside for it.")
    limits = form.optional("limits", absent: "of memory what `requests` say", doc: "What it may not exceed.")
  }

  package final class Quantities: Record {
    package let cpu: ProcessorQuantity?
    package let memory: MemoryQuantity?

    package static let name: StaticString = "Quantities"
    package static let doc: StaticString = "Amounts of processor and memory."
    package static let minimumKeys = 1

    package init(_ form: inout Form) {
      cpu = form.optional("cpu", absent: "left open", doc: "Processors, such as `500m` or `\"2\"`.")
      memory = form.optional("memory", absent: "left open", doc: "Memory, such as `256Mi`.")
    }
  }
}

extension Resources {
  static var usualWords: StaticString {
    "on Kubernetes 100m processors and 256Mi of memory requested and 1Gi at most; elsewhere no bound"
  }
  /// What a container is given of which nothing is said.
  package static var usualOfContainer: (cpu: Text, memory: Text, memoryLimit: Text) { ("100m", "256Mi", "1Gi") }
}
