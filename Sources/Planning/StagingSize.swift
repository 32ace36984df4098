internal import Language

extension Capture {
  /// Bytes of scratch space that an archive needs: its expected size, or the default for files without one.
  package var scratchBytes: Int { expectedBytes ?? Files.scratch }
}

/// Scratch space of a run.
enum StagingSize {
  /// Bytes for all archives of a run with a tenth to spare, or `nil` if a physical method stages nothing.
  static func bytes(for captures: [Capture]) -> Int? {
    var total = 0
    for capture in captures {
      switch capture.method {
      case .pgbackrest, .walG: return nil
      case .pgDump, .files: total += capture.scratchBytes
      }
    }
    return total + total / 10
  }
}
