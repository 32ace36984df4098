import Diagnostics
import Language
import YAMLSyntax

/// What came of reading a text as one file.
struct Reading {
  var policies: [Policy] = []
  var diagnostics = Diagnostics()
  private let file: SourceFile

  init(_ text: String) {
    file = SourceFile(path: "p.yaml", bytes: Array(text.utf8))
    guard let tree = YAMLParser.parse(file, at: 0, &diagnostics) else { return }
    for case .policy(let policy) in Document.read(tree, &diagnostics) { policies.append(policy) }
  }

  /// `line:column code` of each finding.
  var findings: [String] {
    diagnostics.sorted().map { finding in
      let position = file.position(of: Int(finding.span.start))
      return "\(position.line):\(position.column) \(finding.code)"
    }
  }

  /// A policy with one value of one kind, in its first line.
  static func of(_ line: String) -> Reading {
    Reading(
      """
      \(line)
      apiVersion: backstay/v1
      kind: BackupPolicy
      metadata: {name: wiki}
      targets: {systemd: {}}

      """)
  }
}
