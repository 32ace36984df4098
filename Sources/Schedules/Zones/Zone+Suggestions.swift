extension Zone {
  /// Up to three names of the table that an unknown name may be meant for, the nearest first.
  ///
  /// Near is: the same but for upper and lower case, the same last part (`Berlin`), or a few letters away.
  package static func suggestions(for name: String) -> [String] {
    let wanted = normalised(name)
    guard !wanted.isEmpty else { return [] }
    let limit = max(1, wanted.count / 3)
    var found: [(distance: Int, name: String)] = []
    for candidate in ZoneTable.names {
      let known = normalised(candidate)
      let lastPart = Array(known.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
      var distance = editDistance(wanted, known, limit: limit)
      // A city alone, right or nearly so, counts as one letter further away than the whole name.
      let ofCity = editDistance(wanted, lastPart, limit: min(2, limit - 1)).map { $0 + 1 }
      if let ofCity, ofCity < distance ?? .max { distance = ofCity }
      if let distance { found.append((distance, candidate)) }
    }
    found.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.name < $1.name }
    let nearest = found.first?.distance ?? 0
    return found.prefix(3).filter { nearest > 1 || $0.distance <= nearest + 1 }.map { $0.name }
  }

  /// The bytes in lower case, blanks as underscores.
  private static func normalised(_ name: String) -> [UInt8] {
    name.utf8.map { byte in
      switch byte {
      case 65...90: byte | 0x20
      case 32: UInt8(ascii: "_")
      default: byte
      }
    }
  }

  /// The least number of bytes to insert, remove or replace, or `nil` when it is above the limit.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let replaced = diagonal + (byte == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    guard let distance = row.last, distance <= limit else { return nil }
    return distance
  }
}
