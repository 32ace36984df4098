/// The first lines of a file of the shell library, up to a blank one.
///
/// After shellcheck's directive and one sentence of title they are, each where there is something to say:
/// - `# needs: run lock|no-lock`: other files whose functions it calls; a `|` stands between files that define the same.
/// - `# calls: open_* ship_*`: functions that it calls by a name which it puts together.
/// - `# reads: prefix root`: variables that the script sets, or one of those that load it.
/// - `# runs: awk restic`: programs that not every system has, so that a script asks for them before it begins.
package struct ShellHeader: Sendable {
  /// One sentence.
  package let title: String
  /// Each part that is needed; more than one where any of them will do.
  package let needs: [[ShellPart]]
  /// Beginnings of names, such as `open_`.
  package let calls: [String]
  /// Names of variables.
  package let reads: [String]
  /// Names of programs.
  package let runs: [String]
  /// Where the functions begin.
  let end: Int

  init(of source: [UInt8]) {
    var title = ""
    var needs: [[ShellPart]] = []
    var calls: [String] = []
    var reads: [String] = []
    var runs: [String] = []
    var start = 0
    while let length = source[start...].firstIndex(of: UInt8(ascii: "\n")), length > start {
      let words = source[start..<length].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      switch words.count > 1 ? words[1] : "" {
      case "shellcheck": break
      case "needs:":
        needs += words.dropFirst(2).map { $0.split(separator: "|").compactMap { ShellPart(rawValue: String($0)) } }
      case "calls:": calls += words.dropFirst(2).map { String($0.dropLast()) }
      case "reads:": reads += words.dropFirst(2)
      case "runs:": runs += words.dropFirst(2)
      default: title = words.dropFirst().joined(separator: " ")
      }
      start = length + 1
    }
    self.title = title
    self.needs = needs
    self.calls = calls
    self.reads = reads
    self.runs = runs
    end = min(start + 1, source.count)
  }
}
