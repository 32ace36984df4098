internal import Synchronization

/// Which files of the shell library a script loads.
package enum ShellLibrary {
  /// The parts that `roots` need, each once and each after those that it needs itself; the roots are among them.
  ///
  /// If a part needs one of several, such as `lock|no-lock`, the roots name it.
  package static func closure(of roots: [ShellPart]) -> [ShellPart] {
    var closure: [ShellPart] = []
    var visited: Set<ShellPart> = []
    func visit(_ part: ShellPart) {
      guard visited.insert(part).inserted else { return }
      for alternatives in part.header.needs where alternatives.count == 1 { visit(alternatives[0]) }
      closure.append(part)
    }
    for root in roots { visit(root) }
    return closure
  }

  /// The programs that `parts` run and that not every system has, each once.
  package static func programs(of parts: [ShellPart]) -> [String] {
    var programs: [String] = []
    for program in parts.flatMap({ $0.header.runs }) where !programs.contains(program) { programs.append(program) }
    return programs
  }

  /// The parts by their names.
  static let parts = Dictionary(uniqueKeysWithValues: ShellPart.allCases.map { ($0.rawValue, $0) })

  /// The header of a part, read when it is asked for first: a policy has use for half of them.
  fileprivate static func header(of part: ShellPart) -> ShellHeader {
    headers.withLock { headers in
      if let known = headers[part] { return known }
      let header = ShellHeader(of: part.source)
      headers[part] = header
      return header
    }
  }

  private static let headers = Mutex<[ShellPart: ShellHeader]>([:])
}

extension ShellPart {
  /// What the part says of itself in its first lines.
  package var header: ShellHeader { ShellLibrary.header(of: self) }

  /// What is shipped: the functions, without the lines that only the library's checks read, and without a final line break.
  package var functions: String { String(decoding: shipped, as: UTF8.self) }

  /// The same as bytes.
  var shipped: ArraySlice<UInt8> { source[header.end...].dropLast() }
}
