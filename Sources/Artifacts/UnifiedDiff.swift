extension ArtifactDifference {
  /// The difference in the form of GNU `diff -u`, under Git's extended header.
  var unifiedDiff: String {
    if let old, old.mode == 0 { return "Only in the output: " + path + "\n" }
    let (a, b) = (Self.quote("a/" + path), Self.quote("b/" + path))
    var text = "diff --git \(a) \(b)\n"
    switch (old?.mode, new?.mode) {
    case (nil, let mode?): text += "new file mode \(String(mode, radix: 8))\n"
    case (let mode?, nil): text += "deleted file mode \(String(mode, radix: 8))\n"
    case (let old?, let new?) where old != new:
      text += "old mode \(String(old, radix: 8))\nnew mode \(String(new, radix: 8))\n"
    default: break
    }
    let from = old == nil ? "/dev/null" : a
    let to = new == nil ? "/dev/null" : b
    guard let before = Self.lines(old), let after = Self.lines(new) else {
      return text + "Binary files \(from) and \(to) differ\n"
    }
    let changes = LineDifference(before, after).changes
    guard !changes.isEmpty else {
      // An empty file that is added or removed. GNU patch removes one only if this line says that it becomes empty; the
      // number is Git's name for no bytes.
      if old == nil { text += "index 0000000..e69de29\n" }
      if new == nil { text += "index e69de29..0000000\n" }
      return text
    }
    text += "--- \(from)\n+++ \(to)\n"
    for hunk in Self.hunks(changes) { Self.append(hunk, before, after, to: &text) }
    return text
  }

  /// The lines with their line breaks; `nil` for bytes that are not text.
  private static func lines(_ side: Side?) -> [ArraySlice<UInt8>]? {
    guard let side else { return [] }
    guard let bytes = side.bytes, !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      return nil
    }
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    return lines
  }

  /// Changes so close to each other that their three lines of context touch.
  private static func hunks(_ changes: [LineDifference.Change]) -> [[LineDifference.Change]] {
    var hunks: [[LineDifference.Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static let context = 3

  private static func append(
    _ hunk: [LineDifference.Change], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], to text: inout String
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
    let newRange = first.new.lowerBound - before..<last.new.upperBound + after
    text += "@@ -\(place(oldRange)) +\(place(newRange)) @@\n"
    var position = oldRange.lowerBound
    func put(_ mark: String, _ lines: ArraySlice<ArraySlice<UInt8>>) {
      for line in lines {
        text += mark + String(decoding: line, as: UTF8.self)
        if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
      }
    }
    for change in hunk {
      put(" ", old[position..<change.old.lowerBound])
      put("-", old[change.old])
      put("+", new[change.new])
      position = change.old.upperBound
    }
    put(" ", old[position..<oldRange.upperBound])
  }

  /// First line and count as GNU diff writes them: a count of one is left out, an empty range names the line before.
  private static func place(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  /// A name in C quotes if it has a character that would end or hide it.
  ///
  /// Git doesn't quote blanks, but then GNU patch can't find the end of the name of an empty file.
  private static func quote(_ name: String) -> String {
    let needsQuotes = { (byte: UInt8) in
      byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
    guard name.utf8.contains(where: needsQuotes) else { return name }
    var quoted = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        quoted += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let octal = String(scalar.value, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
