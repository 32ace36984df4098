/// The first lines of a file of the shell library, up to a blank one.
///
/// After shellcheck's directive and a title of one sentence, they are, if needed:
/// - `# needs: run lock|no-lock`: other files whose functions it calls; a `|` separates files that define the same.
/// - `# calls: open_* ship_*`: functions that it calls by a composed name.
/// - `# reads: prefix root`: variables set by the script or by the files that load it.
/// - `# runs: awk restic`: programs that not every system has; a script checks for them before it begins.
package struct ShellHeader: Sendable {
  /// The needed parts; several of them if any one will do.
  package let needs: [[ShellPart]]
  /// Names of programs.
  package let runs: [String]
  /// Where the functions begin.
  let end: Int
  private let source: [UInt8]

  init(of source: [UInt8]) {
    self.source = source
    var needs: [[ShellPart]] = []
    var runs: [String] = []
    end = Self.forEachLine(of: source) { line in
      for word in Self.slices(of: line, after: "needs:") {
        let names = word.split(separator: UInt8(ascii: "|"))
        needs.append(names.compactMap { ShellLibrary.parts[String(decoding: $0, as: UTF8.self)] })
      }
      runs += Self.words(of: line, after: "runs:")
    }
    self.needs = needs
    self.runs = runs
  }

  /// One sentence.
  package var title: String {
    var title = ""
    Self.forEachLine(of: source) { line in
      let isTitle = !["shellcheck", "needs:", "calls:", "reads:", "runs:"].contains { Self.begins(line, with: $0) }
      if isTitle { title = String(decoding: line.dropFirst(2), as: UTF8.self) }
    }
    return title
  }

  /// Beginnings of names, such as `open_`.
  package var calls: [String] { words(after: "calls:").map { String($0.dropLast()) } }

  /// Names of variables.
  package var reads: [String] { words(after: "reads:") }

  private func words(after name: String) -> [String] {
    var words: [String] = []
    Self.forEachLine(of: source) { words += Self.words(of: $0, after: name) }
    return words
  }

  /// Calls `body` with each line of a file's header; answers where the functions begin.
  @discardableResult
  private static func forEachLine(
    of source: [UInt8], _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Void
  ) -> Int {
    source.withUnsafeBufferPointer { source in
      var start = 0
      var end = 0
      while end < source.count {
        if source[end] == UInt8(ascii: "\n") {
          if end == start { return end + 1 }
          body(source[start..<end])
          start = end + 1
        }
        end += 1
      }
      return source.count
    }
  }

  /// The words of a line after `# ` and a name; none where the line has another.
  private static func words(of line: Slice<UnsafeBufferPointer<UInt8>>, after name: String) -> [String] {
    slices(of: line, after: name).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func slices(
    of line: Slice<UnsafeBufferPointer<UInt8>>, after name: String
  ) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    guard begins(line, with: name) else { return [] }
    return line.dropFirst(2 + name.utf8.count).split(separator: UInt8(ascii: " "))
  }

  private static func begins(_ line: Slice<UnsafeBufferPointer<UInt8>>, with name: String) -> Bool {
    var index = line.startIndex + 2
    for byte in name.utf8 {
      guard index < line.endIndex, line[index] == byte else { return false }
      index += 1
    }
    return true
  }
}
