internal import CLibYAML

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The mappings and sequences that are open while a file is read. Until one closes, its node's `next` is free to hold
/// the index of the one around it, so that they need no list of their own.
struct OpenCollections {
  private(set) var depth = 0
  private(set) var innermost: Int?

  /// Opens the node that was added last.
  mutating func push(in tree: inout Tree) {
    let index = tree.count - 1
    if let innermost { tree[index].next = UInt32(innermost) }
    innermost = index
    depth += 1
  }

  /// Closes the innermost; the caller then sets its `next`.
  mutating func pop(in tree: borrowing Tree) -> Int? {
    guard let index = innermost else { return nil }
    depth -= 1
    innermost = depth > 0 ? Int(tree[index].next) : nil
    return index
  }

  func contains(_ index: Int, in tree: borrowing Tree) -> Bool {
    guard var open = innermost else { return false }
    for _ in 1..<depth where open != index { open = Int(tree[open].next) }
    return open == index
  }
}
