package import Diagnostics

/// On which nodes the jobs run.
package final class Placement: Record {
  package let besidePodsWith: [Label]
  package let nodeSelector: [Label]
  package let tolerations: [Toleration]

  package static let name: StaticString = "Placement"
  package static let doc: StaticString = "On which nodes the jobs run."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    besidePodsWith = form.labels(
      "besidePodsWith", doc: "Labels of the pods whose node the jobs must share, as a ReadWriteOnce claim demands.")
    nodeSelector = form.labels("nodeSelector", doc: "Labels that a node must have.")
    tolerations = form.list("tolerations", doc: "Taints that the jobs tolerate.")
  }
}

/// A taint that the jobs tolerate.
package final class Toleration: Record {
  package let key: Text?
  package let value: Text?
  package let effect: TaintEffect?

  package static let name: StaticString = "Toleration"
  package static let doc: StaticString = "A taint that the jobs tolerate."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    key = form.optional("key", absent: "any", doc: "The taint's key.")
    value = form.optional("value", absent: "any", doc: "The taint's value.")
    effect = form.optional("effect", absent: "any", doc: "The taint's effect.")
  }
}

/// Effects of a taint.
package enum TaintEffect: UInt8, Keyword {
  case noSchedule, preferNoSchedule, noExecute

  package var word: StaticString {
    switch self {
    case .noSchedule: "NoSchedule"
    case .preferNoSchedule: "PreferNoSchedule"
    case .noExecute: "NoExecute"
    }
  }
}
