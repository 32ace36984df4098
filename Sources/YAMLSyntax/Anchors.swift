internal import CLibYAML

/// The anchors of the document that is being read. A later one of the same name replaces the earlier.
struct Anchors {
  private var entries: [String: Int] = [:]

  mutating func removeAll() {
    if !entries.isEmpty { entries.removeAll() }
  }

  mutating func set(_ name: UnsafeMutablePointer<yaml_char_t>, to index: Int) {
    entries[String(cString: name)] = index
  }

  func index(of name: UnsafeMutablePointer<yaml_char_t>) -> Int? { entries[String(cString: name)] }
}
