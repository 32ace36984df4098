package import Diagnostics

/// What a run may use, as Kubernetes quantities.
package final class Resources: Record {
  package let requests: Quantities?
  package let limits: Quantities?

  package static let name: StaticString = "Resources"
  package static let doc: StaticString = "What a run may use."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    requests = form.optional("requests", absent: "as `limits`", doc: "What is set aside for it.")
    limits = form.optional("limits", absent: "for memory, as `requests`", doc: "What it may not exceed.")
  }

  package final class Quantities: Record {
    package let cpu: ProcessorQuantity?
    package let memory: MemoryQuantity?

    package static let name: StaticString = "Quantities"
    package static let doc: StaticString = "Amounts of CPU and memory."
    package static let minimumKeys = 1

    package init(_ form: inout Form) {
      cpu = form.optional("cpu", absent: "not set", doc: "CPU, such as `500m` or `\"2\"`.")
      memory = form.optional("memory", absent: "not set", doc: "Memory, such as `256Mi`.")
    }
  }
}

extension Resources {
  static var usualWords: StaticString {
    "on Kubernetes, requests of 100m CPU and 256Mi memory and a limit of 1Gi memory; elsewhere no limit"
  }
  /// The default resources of a container.
  package static var usualOfContainer: (cpu: Text, memory: Text, memoryLimit: Text) { ("100m", "256Mi", "1Gi") }
}
