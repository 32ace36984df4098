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

  // Read when the first script is made.
  fileprivate static let headers = Dictionary(
    uniqueKeysWithValues: ShellPart.allCases.map { ($0, ShellHeader(of: $0.source)) })
}

extension ShellPart {
  /// What the part says of itself in its first lines.
  package var header: ShellHeader { ShellLibrary.headers[self] ?? ShellHeader(of: []) }

  /// What is shipped: the functions, without the lines that only the library's checks read, and without a final line break.
  package var functions: String { String(decoding: source[header.end...].dropLast(), as: UTF8.self) }
}
