extension Tree {
  /// Sixteen hexadecimal digits that identify the meaning of a subtree: the 64-bit FNV-1a hash of its keys, values and
  /// shape.
  ///
  /// Comments, layout, quotes and the use of anchors don't change it. It distinguishes revisions of a file, and doesn't
  /// protect against forgery.
  package func digest(of root: Int) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    combine(root, into: &hash)
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private func combine(_ index: Int, into hash: inout UInt64) {
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let index = resolved(index)
    let node = self[index]
    switch node.kind {
    case .scalar:
      // No text has these bytes, so that different shapes never hash alike. `"1"` is a string, `1` isn't.
      add(node.style == .plain ? 0xFA : 0xFB)
      for byte in bytes(of: index) { add(byte) }
    case .mapping, .sequence:
      add(node.kind == .mapping ? 0xFC : 0xFD)
      var child = index + 1
      while child < Int(node.next) {
        combine(child, into: &hash)
        child = Int(self[child].next)
      }
      add(0xFE)
    case .alias: break
    }
  }
}
