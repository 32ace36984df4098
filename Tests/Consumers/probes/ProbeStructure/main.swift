import Diagnostics
import Language
import YAMLSyntax

// Reads documents from standard input, one a line, and answers each with one line: `ok`, or the findings of reading
// it, each a code, a space and a message, with tabs between them. No rule is run and no `extends` is followed.

/// What reading one document says; one that is not sound although nothing was found, or the reverse, is `silent`.
func verdict(on line: String) -> String {
  var diagnostics = Diagnostics()
  let file = SourceFile(path: "line.json", bytes: Array(line.utf8))
  var documents: [Document] = []
  if let tree = YAMLParser.parse(file, at: 0, &diagnostics) { documents = Document.read(tree, &diagnostics) }
  let findings = diagnostics.all.map { "\($0.code) \(oneLine($0.message.text))" }
  guard isSound(documents) == findings.isEmpty else {
    return (["silent \(documents.count) documents, \(findings.count) findings"] + findings).joined(separator: "\t")
  }
  return findings.isEmpty ? "ok" : findings.joined(separator: "\t")
}

/// Whether there is one document, without a fault.
func isSound(_ documents: [Document]) -> Bool {
  guard documents.count == 1 else { return false }
  return switch documents[0] {
  case .policy, .standard: true
  case .faultyPolicy: false
  }
}

/// A message without the control characters that it may quote.
func oneLine(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
}

while let line = readLine() { print(verdict(on: line)) }
