internal import Diagnostics
package import Language

/// What fails together.
extension Policy {
  /// The source's failure domain; unstated, it is called `source`.
  package var sourceDomain: String { source?.failureDomain?.value ?? "source" }

  /// A sink's failure domain. Unstated, it is service and endpoint or region, the host behind SSH, and the source's own
  /// for a mount or a claim.
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

  /// Whether a sink survives the loss of the source.
  package func isOffSource(_ sink: Sink) -> Bool { failureDomain(of: sink) != sourceDomain }

  /// Whether the objectives must hold on a backup's sink alone: not where it is best-effort, nor beside the source where
  /// the backup has a sink that isn't.
  package func counts(_ use: SinkUse, of backup: Backup) -> Bool {
    guard let sink = sink(named: use.sink.text.value), sink.bestEffort?.value != true else { return false }
    if isOffSource(sink) { return true }
    return !backup.sinks.contains { other in
      guard let sink = self.sink(named: other.sink.text.value) else { return false }
      return sink.bestEffort?.value != true && isOffSource(sink)
    }
  }
}
