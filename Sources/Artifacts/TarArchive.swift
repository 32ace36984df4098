extension ArtifactTree {
  /// The tree as a tar archive of the POSIX.1-2017 formats: ustar, with a pax header where a name does not fit.
  ///
  /// Owner, group and time are 0, the order is that of the tree: the same tree gives the same bytes. Folders have no
  /// members of their own; every tar creates them for the files.
  package func tarArchive() -> [UInt8] {
    var archive: [UInt8] = []
    for artifact in artifacts {
      let path = Array(artifact.path.utf8)
      let name = UstarName(path)
      if name == nil {
        let record = paxRecord(key: "path", value: path)
        archive += ustarHeader(UstarName(shortened: path), mode: 0o644, size: record.count, type: "x")
        archive += padded(record)
      }
      archive += ustarHeader(
        name ?? UstarName(shortened: path), mode: artifact.mode, size: artifact.bytes.count, type: "0")
      archive += padded(artifact.bytes)
    }
    // Two empty blocks end an archive.
    return archive + [UInt8](repeating: 0, count: 2 * blockSize)
  }
}

private let blockSize = 512

/// A path in a ustar header: at most 155 bytes, a slash that is not stored, and at most 100 bytes.
private struct UstarName {
  var prefix: ArraySlice<UInt8> = []
  let name: ArraySlice<UInt8>

  /// Splits a path; `nil` if it does not fit or is not ASCII, which ustar alone does not define.
  init?(_ path: [UInt8]) {
    guard path.allSatisfy({ $0 < 0x80 }) else { return nil }
    if path.count <= 100 {
      name = path[...]
      return
    }
    // The first slash that leaves a short enough name also leaves the shortest prefix.
    guard let slash = path.indices.first(where: { path[$0] == UInt8(ascii: "/") && path.count - $0 - 1 <= 100 }),
      slash <= 155
    else { return nil }
    prefix = path[..<slash]
    name = path[(slash + 1)...]
  }

  /// The name that a reader without pax support sees.
  init(shortened path: [UInt8]) {
    name = path.prefix(100)
  }
}

/// A record such as `18 path=some/name\n`, whose length counts its own digits.
private func paxRecord(key: String, value: [UInt8]) -> [UInt8] {
  let rest = Array(" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
  var length = rest.count
  while String(length).utf8.count + rest.count != length { length = String(length).utf8.count + rest.count }
  return Array(String(length).utf8) + rest
}

private func ustarHeader(_ name: UstarName, mode: UInt16, size: Int, type: Unicode.Scalar) -> [UInt8] {
  var block = [UInt8](repeating: 0, count: blockSize)
  func put(_ bytes: some Sequence<UInt8>, at offset: Int) {
    for (index, byte) in bytes.enumerated() { block[offset + index] = byte }
  }
  func octal(_ value: Int, digits: Int) -> String.UTF8View {
    let text = String(value, radix: 8)
    return (String(repeating: "0", count: max(0, digits - text.count)) + text).utf8
  }
  put(name.name, at: 0)
  put(octal(Int(mode), digits: 7), at: 100)
  put(octal(0, digits: 7), at: 108)  // owner
  put(octal(0, digits: 7), at: 116)  // group
  put(octal(size, digits: 11), at: 124)
  put(octal(0, digits: 11), at: 136)  // time
  put(String(repeating: " ", count: 8).utf8, at: 148)  // the checksum counts itself as spaces
  put(String(type).utf8, at: 156)
  put("ustar".utf8, at: 257)
  put("00".utf8, at: 263)  // version
  put(name.prefix, at: 345)
  put(octal(block.reduce(0) { $0 + Int($1) }, digits: 6), at: 148)
  block[154] = 0
  return block
}

private func padded(_ bytes: [UInt8]) -> [UInt8] {
  bytes + [UInt8](repeating: 0, count: (blockSize - bytes.count % blockSize) % blockSize)
}
