internal import Diagnostics
package import Language

/// What fails together.
extension Policy {
  /// Whether a sink survives the loss of the source.
  package func isOffSource(_ sink: Sink) -> Bool { failureDomain(of: sink) != sourceDomain }

  /// Whether the objectives must hold at a backup's sink by itself: not if it is best-effort, nor if it is beside the
  /// source and the backup has a sink that isn't.
  package func counts(_ use: SinkUse, of backup: Backup) -> Bool {
    guard let sink = sink(named: use.sink.text.value), !sink.bestEffort.value else { return false }
    if isOffSource(sink) { return true }
    return !backup.sinks.contains { other in
      guard let sink = self.sink(named: other.sink.text.value) else { return false }
      return !sink.bestEffort.value && isOffSource(sink)
    }
  }
}
