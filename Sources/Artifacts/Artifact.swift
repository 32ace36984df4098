/// One generated file: its path, content and permissions.
package struct Artifact: Sendable, Equatable {
  /// The place below the output folder, parts separated by `/`. For example: `certctl/helm/Chart.yaml`.
  package let path: String
  /// The bytes that are written, unchanged.
  package let bytes: [UInt8]
  /// The permission bits, set exactly regardless of the umask. For example: `0o640`.
  package let mode: UInt16

  /// Creates an artifact after checking its place and mode.
  ///
  /// Throws `invalidPath` for an absolute path, an empty, `.` or `..` part or a control character, and `invalidMode`
  /// for bits outside `0o777` or a file its owner could not read (the next run has to compare it).
  package init(path: String, bytes: [UInt8], mode: UInt16 = 0o644) throws(ArtifactTreeError) {
    guard BytewisePath(path).isPlainRelative else { throw .invalidPath(path) }
    guard mode & ~0o777 == 0, mode & 0o400 != 0 else { throw .invalidMode(path: path, mode: mode) }
    self.path = path
    self.bytes = bytes
    self.mode = mode
  }

  /// Creates an artifact of a text, which is written in UTF-8.
  package init(path: String, contents: String, mode: UInt16 = 0o644) throws(ArtifactTreeError) {
    try self.init(path: path, bytes: Array(contents.utf8), mode: mode)
  }

  /// The bytes as text, with U+FFFD where they aren't UTF-8.
  package var contents: String { String(decoding: bytes, as: UTF8.self) }

  /// Compares the bytes of paths: `String` would treat composed and decomposed letters as equal.
  package static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.mode == rhs.mode && BytewisePath(lhs.path) == BytewisePath(rhs.path)
      && lhs.bytes == rhs.bytes
  }
}

/// A fault in how artifacts were assembled: a bug in the program, not a problem with the disk.
package enum ArtifactTreeError: Error, Equatable, Sendable {
  /// The path is absolute, or has an empty, `.` or `..` part or a control character.
  case invalidPath(String)
  /// The mode has bits beyond the permissions or its owner could not read the file.
  case invalidMode(path: String, mode: UInt16)
  /// The path was added twice.
  case duplicate(path: String)
  /// The path is below another artifact, which is a file.
  case belowFile(path: String, file: String)
}
