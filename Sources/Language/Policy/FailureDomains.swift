internal import Diagnostics

/// What fails together.
extension Policy {
  /// The source's failure domain.
  package var sourceDomain: String { source.failureDomain?.value ?? "source" }
  static var sourceDomainWords: StaticString { "`source`" }

  /// A sink's failure domain. Two services of one provider are two domains.
  package func failureDomain(of sink: Sink) -> String {
    if let stated = sink.failureDomain { return stated.value }
    return switch sink.kind {
    case .s3(let store): "s3:" + (store.endpoint?.value ?? store.region?.value ?? "")
    case .gcs: "gcs"
    case .azure(let store): "azure:" + store.account.value
    case .sftp(let server): server.host.value
    case .filesystem, .volumeClaim, nil: sourceDomain
    }
  }
  static var sinkDomainWords: StaticString {
    "the service and endpoint or region of a store, the SSH host, the source's own for a folder or claim"
  }
}
