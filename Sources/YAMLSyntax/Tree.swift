package import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A YAML stream as one flat array of nodes: a node is an index, a subtree a range.
///
/// The tree owns the text of its scalars, so it outlives the source. It is not copyable, because its whole point is
/// to be made once and read in place (an enum tree costs half as much again as reading the events).
package struct Tree: ~Copyable {
  private var nodes: UnsafeMutablePointer<Node>
  private var capacity: Int
  private var text: UnsafeMutablePointer<UInt8>
  private var textCount = 0
  private var textCapacity: Int
  /// Nodes in the tree.
  package private(set) var count = 0

  package init() {
    capacity = 256
    nodes = .allocate(capacity: capacity)
    textCapacity = 4096
    text = .allocate(capacity: textCapacity)
  }

  deinit {
    nodes.deallocate()
    text.deallocate()
  }

  /// The node at an index.
  package subscript(index: Int) -> Node {
    _read { yield nodes[index] }
    _modify { yield &nodes[index] }
  }

  /// Adds a node and returns its index.
  package mutating func append(_ node: Node) -> Int {
    if count == capacity { grow() }
    (nodes + count).initialize(to: node)
    count += 1
    return count - 1
  }

  /// Copies the bytes of a scalar and returns their place.
  package mutating func appendText(_ bytes: UnsafePointer<UInt8>, count length: Int) -> UInt32 {
    if textCount + length > textCapacity { growText(for: length) }
    memcpy(text + textCount, bytes, length)
    textCount += length
    return UInt32(textCount - length)
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }

  @inline(never)
  private mutating func growText(for length: Int) {
    textCapacity = max(textCapacity * 2, textCount + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: textCapacity)
    memcpy(larger, text, textCount)
    text.deallocate()
    text = larger
  }
}

extension Tree {
  /// The node itself, or for an alias the node that it refers to.
  package func resolved(_ index: Int) -> Int {
    self[index].kind == .alias ? Int(self[index].offset) : index
  }

  /// Where the node at an index was written.
  package func span(_ index: Int) -> Span { self[index].span }

  /// The bytes of a scalar's value, valid as long as the tree is neither changed nor gone.
  package func bytes(of index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + Int(nodes[index].offset), count: Int(nodes[index].length))
  }

  /// A scalar's value.
  package func string(_ index: Int) -> String { String(decoding: bytes(of: index), as: UTF8.self) }

  /// Whether a scalar's value is `word`.
  package func equals(_ index: Int, _ word: StaticString) -> Bool {
    let length = Int(nodes[index].length)
    return length == word.utf8CodeUnitCount && memcmp(text + Int(nodes[index].offset), word.utf8Start, length) == 0
  }

  /// Whether two scalars have the same value.
  package func haveEqualText(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (self[a], self[b])
    return a.length == b.length && memcmp(text + Int(a.offset), text + Int(b.offset), Int(a.length)) == 0
  }

  /// The index of `key` in a mapping; its value is the node after it.
  package func index(of key: StaticString, in mapping: Int) -> Int? {
    var index = mapping + 1
    let end = Int(nodes[mapping].next)
    while index < end {
      if equals(index, key) { return index }
      index = Int(nodes[Int(nodes[index].next)].next)
    }
    return nil
  }

  /// The index of the value of `key` in a mapping.
  package func value(of key: StaticString, in mapping: Int) -> Int? {
    index(of: key, in: mapping).map { Int(nodes[$0].next) }
  }

  /// The roots of the stream's documents.
  package var documents: [Int] {
    var roots: [Int] = []
    var index = 0
    while index < count {
      roots.append(index)
      index = Int(self[index].next)
    }
    return roots
  }

  /// Whether the node is written as nothing at all, `~` or `null`.
  package func isNull(_ index: Int) -> Bool {
    let node = self[index]
    guard node.kind == .scalar, node.style == .plain else { return false }
    return node.length == 0 || scalarKind(of: index) == .null
  }
}
