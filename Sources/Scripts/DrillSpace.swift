package import Planning

extension DrillPlan {
  /// The bytes on a server that one byte of an archive may become: uncompressed rows and their indexes.
  ///
  /// `expectedSize` is the archive's; custom-format dumps are often a fifth of the database, rarely less.
  static let restoredFactor = 6

  /// Bytes of scratch space for the copies of every sink and one restored server at a time; absent if an archive's
  /// size is not known.
  package func scratchBytes(for jobs: [Job]) -> Int? {
    var copies = 0
    var restored = 0
    for job in jobs {
      guard let staged = job.stagingBytes else { return nil }
      copies += staged * job.shipments.count
      for capture in job.captures {
        let bytes = capture.scratchBytes
        // Servers come one after the other, unpacked files stay until the sink is done.
        restored = capture.isDatabase ? max(restored, bytes * Self.restoredFactor) : restored + bytes
      }
    }
    // A new server's own databases and log.
    return copies + restored + (256 << 20)
  }
}
