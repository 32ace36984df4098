internal import Diagnostics

/// What fails together.
extension Policy {
  /// The source's failure domain.
  package var sourceDomain: String { source.failureDomain?.value ?? "source" }
  static var sourceDomainWords: StaticString { "`source`" }

  /// A sink's failure domain. Two services of one provider are two domains.
  package func failureDomain(of sink: Sink) -> String {
    sink.failureDomain?.value ?? sink.kind?.record.failureDomain ?? sourceDomain
  }
  static var sinkDomainWords: StaticString {
    "the service and endpoint or region of a store, the SSH host, the source's own for a folder or claim"
  }
}
