internal import CLibYAML

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The mappings and sequences that are open while a file is read, outermost first.
struct OpenCollections {
  private var indices: [Int] = []

  var depth: Int { indices.count }
  var innermost: Int? { indices.last }

  mutating func push(_ index: Int) { indices.append(index) }
  mutating func pop() -> Int? { indices.popLast() }
  func contains(_ index: Int) -> Bool { indices.contains(index) }
}

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
