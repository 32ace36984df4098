import Formats

/// A runbook as it is written, block by block.
struct RunbookPage {
  let site: RunbookSite
  private(set) var document = MarkdownDocument()

  /// An empty page of `site`.
  init(site: RunbookSite) { self.site = site }

  /// A part of the page; `level` 1 is the page itself.
  mutating func head(_ level: Int, _ title: MarkdownText) { document.blocks.append(.heading(level, title)) }

  /// A paragraph.
  mutating func say(_ line: MarkdownText) { document.blocks.append(.paragraph(line)) }

  /// Items, or nothing where there are none.
  mutating func list(_ items: [MarkdownText]) {
    if !items.isEmpty { document.blocks.append(.list(items)) }
  }

  /// Items in order, or nothing if there are none.
  mutating func steps(_ items: [MarkdownText]) {
    if !items.isEmpty { document.blocks.append(.numbered(items)) }
  }

  /// A table, or nothing if there are no rows.
  mutating func table(_ head: [MarkdownText], _ rows: [[MarkdownText]]) {
    if !rows.isEmpty { document.blocks.append(.table(head: head, rows: rows)) }
  }

  /// Text that isn't for pasting.
  mutating func show(_ lines: [String]) {
    document.blocks.append(.fenced(lines.joined(separator: "\n"), language: "text"))
  }

  /// Settings and functions for the blocks that follow in `shell`; `sink` is the one that it opens.
  mutating func define(_ lines: [String], in shell: RunbookShell = .session, sink: String? = nil) throws(UnsayableValue)
  {
    var text = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { text += Self.isFunction(line) || Self.isFunction(lines[index - 1]) ? "\n\n" : "\n" }
      text += line
    }
    document.blocks.append(.fenced(site.defining(text, in: shell), language: Self.language(sink)))
  }

  /// Commands, each of which must succeed for the next to run, and the word that all did; `functions` are for them alone.
  mutating func run(
    _ commands: [String], saying: String, in shell: RunbookShell = .session, sink: String? = nil,
    by functions: [String] = []
  ) throws(UnsayableValue) {
    let last = "ok \(try ShellWord.quoted(saying))"
    let text = functions.map { $0 + "\n\n" }.joined() + (commands + [last]).joined(separator: " &&\n  ")
    document.blocks.append(.fenced(site.running(text, in: shell), language: Self.language(sink)))
  }

  private static func isFunction(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "\n")) }

  private static func language(_ sink: String?) -> String { sink.map { "sh sink=\($0)" } ?? "sh" }
}
