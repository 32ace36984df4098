extension String {
  /// Whether a path is this one or below it. Trailing slashes are ignored.
  func holds(_ path: String) -> Bool {
    var folder = utf8[...]
    while folder.last == UInt8(ascii: "/") { folder.removeLast() }
    guard path.utf8.starts(with: folder) else { return false }
    return path.utf8.dropFirst(folder.count).first.map { $0 == UInt8(ascii: "/") } ?? true
  }
}
