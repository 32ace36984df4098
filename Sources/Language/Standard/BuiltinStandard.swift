package import Diagnostics
internal import YAMLSyntax

/// The standard that every policy is checked against if no other one applies.
package enum BuiltinStandard {
  /// The name of its file in findings, and its name in a policy.
  package static let name: StaticString = "builtin"

  /// The document.
  package static let text: StaticString = """
    # The table of the runbook that Backstay follows. Its findings are warnings, unless a policy says `standard: builtin`.
    apiVersion: backstay/v1
    kind: BackupStandard
    metadata: {name: builtin}
    require:
      cadence: 1d          # at least daily
      retention: 30d       # kept at least 30 days
      offHost: true        # off the host
      fileMaterial: true   # files captured when they change
      drill: 92d           # a restore proven every quarter, the longest of which has 92 days

    """

  /// The document as a file, for the places in findings.
  package static var file: SourceFile { SourceFile(path: "\(name)", bytes: Array("\(text)".utf8)) }

  /// The document's content without its places: most policies meet it, and reading it would take a tenth of a lint's
  /// time.
  package static var value: Standard {
    Standard(
      metadata: Metadata(name: Name(text: Text("builtin", at: .none))),
      require: Requirements(
        cadence: Duration(count: 1, unit: .day, span: .none), retention: Duration(count: 30, unit: .day, span: .none),
        offHost: Flag(value: true, span: .none), drill: Duration(count: 92, unit: .day, span: .none),
        fileMaterial: Flag(value: true, span: .none)))
  }

  /// The document as it is read, with the places of what it demands; its file is the `index`-th.
  package static func read(at index: Int) -> Standard { index == 1 ? beside : reread(at: index) }

  /// As it is read if a policy extends no other file: once for a whole fleet.
  private static let beside = reread(at: 1)

  private static func reread(at index: Int) -> Standard {
    var findings = Diagnostics()
    guard let tree = YAMLParser.parse(file, at: index, &findings),
      case .standard(let standard)? = Document.read(tree, &findings).first
    else { return value }
    return standard
  }
}
