import Diagnostics
import GeneratedFiles
import Language
import Linting
import Testing
import YAMLSyntax

/// A rule's examples are its tests: `accepts` it leaves alone, `rejects` it reports exactly at the marks.
@Suite struct RuleExampleTests {
  static let names = RuleCatalog.all.map { "\(type(of: $0).explanation.name)" }

  @Test(arguments: names)
  func acceptsHasNoFinding(name: String) throws {
    let rule = try Self.rule(named: name)
    #expect(!rule.accepts().isEmpty)
    for example in rule.accepts() {
      let (places, text) = try Self.findings(of: name, in: "\(example)")
      #expect(places == [], "\(text)")
    }
  }

  @Test(arguments: names)
  func rejectsHasItsFindingsAtTheMarks(name: String) throws {
    let rule = try Self.rule(named: name)
    #expect(!rule.rejects().isEmpty)
    for example in rule.rejects() {
      let marks = Self.marks(in: "\(example)")
      #expect(!marks.isEmpty)
      let (places, text) = try Self.findings(of: name, in: "\(example)")
      #expect(Set(places) == Set(marks), "\(text)")
    }
  }

  struct Place: Hashable { var line: Int, column: Int }

  static func rule(named name: String) throws -> Explanation {
    try #require(RuleCatalog.explanations.first { "\($0.name)" == name })
  }

  /// A small policy that every rule accepts; an excerpt's sections replace those of the same key.
  static let skeleton: [(key: String, text: String)] = [
    ("apiVersion", "apiVersion: backstay/v1"),
    ("kind", "kind: BackupPolicy"),
    ("metadata", "metadata: {name: example}"),
    ("materials", "materials: {keys: {files: {paths: [/etc/app]}}}"),
    ("sinks", "sinks: {local: {filesystem: {path: /srv/backup}}}"),
    ("backups", "backups: {nightly: {materials: [keys], cadence: \"0 2 * * *\", sinks: [local]}}"),
    ("targets", "targets: {systemd: {}}"),
  ]

  /// An excerpt's two documents: of a policy, and of the standard that it is held to, if there is one.
  static func documents(of excerpt: String) -> (policy: String, standard: String?) {
    let parts = excerpt.split(separator: "---\n", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return (excerpt, nil) }
    let head = "apiVersion: backstay/v1\nkind: BackupStandard\nmetadata: {name: production}\n"
    return (String(parts[0]), head + parts[1] + "\n")
  }

  /// The excerpt first, so that its lines keep their numbers, then what it doesn't replace.
  static func policy(_ excerpt: String) -> String {
    let own = excerpt.split(separator: "\n").compactMap { line in
      line.first.map { $0.isLetter } == true ? line.prefix { $0 != ":" } : nil
    }
    let rest = skeleton.filter { section in !own.contains { $0 == section.key } }
    return excerpt + "\n" + rest.map { $0.text + "\n" }.joined()
  }

  /// Where a comment's `↓` points: its column on the next line.
  static func marks(in excerpt: String) -> [Place] {
    excerpt.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
      line.unicodeScalars.enumerated().filter { $0.element == "↓" }.map {
        Place(line: index + 2, column: $0.offset + 1)
      }
    }
  }

  /// Where the rule reports a fault, and all findings as text.
  static func findings(of name: String, in excerpt: String) throws -> (places: [Place], text: String) {
    let (policy, standard) = documents(of: excerpt)
    let file = SourceFile(path: "policy.yaml", bytes: Array(Self.policy(policy).utf8))
    var files = [file]
    var diagnostics = Diagnostics()
    var standards: [Standard] = []
    if let standard {
      files.append(SourceFile(path: "standard.yaml", bytes: Array(standard.utf8)))
      if let tree = YAMLParser.parse(files[1], at: 1, &diagnostics) {
        for case .standard(let standard) in Document.read(tree, &diagnostics) { standards.append(standard) }
      }
      try #require(standards.count == 1, "\(standard)")
    }
    if let tree = YAMLParser.parse(file, at: 0, &diagnostics) {
      for case .policy(let policy) in Document.read(tree, &diagnostics) {
        let applied = AppliedStandard.all(
          for: policy, of: standards, advisesBuiltin: false, file: files.count)
        _ = Linter.validate(policy, asOf: FixtureFiles.day, against: applied, &diagnostics)
      }
    }
    let text = String(
      decoding: DiagnosticRenderer(files: files + [BuiltinStandard.file]).bytes(of: diagnostics.sorted()), as: UTF8.self
    )
    // An example that can't be read would be accepted by every rule.
    let reading = Set(RuleCatalog.all.map { "\(type(of: $0).explanation.name)" })
    try #require(diagnostics.all.allSatisfy { reading.contains($0.code) }, "\(text)")
    let own = diagnostics.sorted().filter { $0.code == name }
    return (
      own.map {
        let position = file.position(of: Int($0.span.start))
        return Place(line: position.line, column: position.column)
      }, text
    )
  }
}
