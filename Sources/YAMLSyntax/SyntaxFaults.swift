internal import CLibYAML
internal import Diagnostics

/// Reports errors at which libyaml can't continue.
extension Reading {
  func reportSyntax(_ parser: yaml_parser_t, behind tree: borrowing Tree, _ diagnostics: inout Diagnostics) {
    let problem = parser.problem.map { String(cString: $0) } ?? "the text is not YAML"
    if parser.error == YAML_READER_ERROR {
      let offset = min(parser.problem_offset + start, bytes.count)
      let width = min(offset + 1, bytes.count)
      diagnostics.report(
        .yamlEncoding, SyntaxWords.reader(problem, value: parser.problem_value), at: span(offset, width))
      return
    }
    var at = Int(offsets.offset(of: parser.problem_mark.index, in: bytes))
    if reportCause(of: at, parser, behind: tree, &diagnostics) { return }
    var notes: [Diagnostic.Note] = []
    if let context = parser.context, parser.context_mark.index != parser.problem_mark.index {
      let from = Int(offsets.offset(of: parser.context_mark.index, in: bytes))
      if SyntaxWords.belongsToContext(problem) {
        at = from
      } else {
        notes.append(.init(SyntaxWords.context(String(cString: context)), at: span(from, min(from + 1, bytes.count))))
      }
    }
    let isTab = at < bytes.count && bytes[at] == UInt8(ascii: "\t")
    diagnostics.report(
      .yamlSyntax, isTab ? SyntaxWords.tab : SyntaxWords.scanner(problem),
      at: span(at, min(at + 1, bytes.count)), notes: notes)
  }

  /// Reports the earlier cause of libyaml's error, if that can be found.
  private func reportCause(
    of fault: Int, _ parser: yaml_parser_t, behind tree: borrowing Tree, _ diagnostics: inout Diagnostics
  ) -> Bool {
    let causes = SyntaxCauses(bytes: bytes)
    for quoted in quotedTexts(read: parser, behind: tree) {
      guard let text = causes.textBehindQuote(endingAt: quoted.upperBound), text <= fault else { continue }
      diagnostics.report(
        .yamlSyntax, causes.messageBehindQuote(from: quoted.lowerBound, to: quoted.upperBound, text),
        at: span(text, text + 1),
        notes: [.init("the quoted text begins here", at: span(quoted.lowerBound, quoted.lowerBound + 1))])
      return true
    }
    let last = tree.count > 0 ? Int(tree[tree.count - 1].start) : start
    guard last <= fault, let found = causes.lookAlike(between: last, and: fault) else { return false }
    diagnostics.report(
      .yamlSyntax, .init("YAML doesn't take this for a \(found.name)", help: found.words),
      at: span(found.range.lowerBound, found.range.upperBound))
    return true
  }

  /// The quoted texts that were read last: as a node, or as tokens that wait for what follows.
  private func quotedTexts(read parser: yaml_parser_t, behind tree: borrowing Tree) -> [Range<Int>] {
    var texts: [Range<Int>] = []
    if tree.count > 0 {
      let last = tree[tree.count - 1]
      if last.style == .singleQuoted || last.style == .doubleQuoted { texts.append(Int(last.start)..<Int(last.end)) }
    }
    var token = parser.tokens.head
    while let waiting = token, waiting != parser.tokens.tail {
      let style = waiting.pointee.data.scalar.style
      if waiting.pointee.type == YAML_SCALAR_TOKEN,
        style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
      {
        let (start, end) = (waiting.pointee.start_mark.index, waiting.pointee.end_mark.index)
        texts.append(Int(offsets.offset(of: start, in: bytes))..<Int(offsets.offset(of: end, in: bytes)))
      }
      token = waiting + 1
    }
    return texts
  }
}
