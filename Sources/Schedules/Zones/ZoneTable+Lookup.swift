extension ZoneTable {
  /// The bytes of the table.
  ///
  /// A record begins a line with the zone's name; lines of a record that begin with a blank continue it. After the
  /// name stands `=` and the name of the zone that it is a link to, or: the POSIX rule for the future, the offset
  /// before the first change, and each change from 1990 on as `minutes:offset`. The minutes count from the change
  /// before, at first from 1990-01-01T00:00Z; offsets are minutes ahead of UTC.
  private static var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: records.utf8Start, count: records.utf8CodeUnitCount)
  }

  /// The instant that the first change of a record counts from: 1990-01-01T00:00Z.
  package static var epoch: Int64 { 631_152_000 }

  /// The changes of clock of a zone, or `nil` when the table has no such name. Only that zone's record is read.
  static func changes(of name: String) -> ClockChanges? {
    guard let record = record(of: name) else { return nil }
    guard record.first == UInt8(ascii: "=") else { return ClockChanges(record: record) }
    let target = record.dropFirst().prefix { $0 > 32 }
    return Self.record(of: String(decoding: target, as: UTF8.self)).flatMap(ClockChanges.init(record:))
  }

  /// All names of the table in the order of their bytes.
  package static var names: [String] {
    var names: [String] = []
    var position = 0
    let bytes = bytes
    while position < bytes.count {
      let name = bytes[position...].prefix { $0 > 32 }
      names.append(String(decoding: name, as: UTF8.self))
      position = recordEnd(from: position)
    }
    return names
  }

  /// The text of a record after its name, found by bisection of the sorted table.
  private static func record(of name: String) -> UnsafeBufferPointer<UInt8>? {
    var name = name
    return name.withUTF8 { name in
      let bytes = bytes
      var low = 0
      var high = bytes.count
      while low < high {
        let start = recordStart(before: (low + high) / 2, notBefore: low)
        var index = start
        var difference = 0
        while difference == 0 {
          // A name that is a prefix of another sorts before it: its end counts as a byte below all others.
          let wanted = index - start < name.count ? Int(name[index - start]) : 0
          let found = bytes[index] > 32 ? Int(bytes[index]) : 0
          difference = wanted - found
          if difference == 0, wanted == 0 {
            return UnsafeBufferPointer(rebasing: bytes[index + 1..<recordEnd(from: start)])
          }
          index += 1
        }
        if difference < 0 { high = start } else { low = recordEnd(from: start) }
      }
      return nil
    }
  }

  /// The start of the record that holds a byte.
  private static func recordStart(before position: Int, notBefore low: Int) -> Int {
    let bytes = bytes
    var start = position
    while start > low, !(bytes[start - 1] == 10 && bytes[start] != 32) { start -= 1 }
    return start
  }

  /// The start of the record after the one that holds a byte.
  private static func recordEnd(from position: Int) -> Int {
    let bytes = bytes
    var end = position + 1
    while end < bytes.count, !(bytes[end - 1] == 10 && bytes[end] != 32) { end += 1 }
    return end
  }
}

extension ClockChanges {
  /// Reads the text of a record after its name.
  package convenience init?(record: UnsafeBufferPointer<UInt8>) {
    var position = 0
    func skipBlanks() {
      while position < record.count, record[position] <= 32 { position += 1 }
    }
    func number() -> Int64? {
      let isNegative = position < record.count && record[position] == UInt8(ascii: "-")
      if isNegative { position += 1 }
      let start = position
      var number: Int64 = 0
      while position < record.count, record[position] >= 48, record[position] <= 57 {
        number = number * 10 + Int64(record[position]) - 48
        position += 1
      }
      return position > start ? (isNegative ? -number : number) : nil
    }
    while position < record.count, record[position] > 32 { position += 1 }
    guard let rule = ClockRule(posix: UnsafeBufferPointer(rebasing: record[..<position])) else { return nil }
    skipBlanks()
    guard let initial = number() else { return nil }
    var instants: [Int64] = []
    var offsets: [Int64] = []
    var instant = ZoneTable.epoch
    skipBlanks()
    while position < record.count {
      guard let minutes = number(), position < record.count, record[position] == UInt8(ascii: ":") else { return nil }
      position += 1
      guard let offset = number() else { return nil }
      instant += minutes * 60
      instants.append(instant)
      offsets.append(offset * 60)
      skipBlanks()
    }
    self.init(initialOffset: initial * 60, instants: instants, offsets: offsets, rule: rule)
  }
}
