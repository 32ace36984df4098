/// Scratch space of a run.
package enum StagingSize {
  /// Bytes that file materials without an expected size are given each.
  package static let filesDefault = 256 << 20

  /// Bytes for all archives of a run with a tenth to spare, or `nil` where a physical method stages nothing.
  static func bytes(for captures: [Capture]) -> Int? {
    var total = 0
    for capture in captures {
      switch capture.method {
      case .pgbackrest, .walG: return nil
      case .pgDump, .files: total += capture.expectedBytes ?? filesDefault
      }
    }
    return total + total / 10
  }
}
