import Diagnostics
import Language
import Linting
import Schedules
import Testing
import YAMLSyntax

@Suite struct StandardTests {
  /// The one document of a text.
  static func document(_ text: String) throws -> Document {
    var diagnostics = Diagnostics()
    var documents: [Document] = []
    if let tree = YAMLParser.parse(SourceFile(path: "s.yaml", bytes: Array(text.utf8)), at: 0, &diagnostics) {
      documents = Document.read(tree, &diagnostics)
    }
    return try #require(documents.first, "\(diagnostics.all.map { $0.message.text })")
  }

  static func policy(_ lines: String = "") throws -> Policy {
    let text = """
      apiVersion: backstay/v1
      kind: BackupPolicy
      metadata: {name: wiki, labels: {tier: critical, region: europe}}
      materials: {keys: {files: {paths: [/etc/wiki]}}}
      sinks: {disk: {filesystem: {path: /mnt/backup}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [disk], retention: forever}}
      targets: {systemd: {}}
      \(lines)

      """
    guard case .policy(let policy) = try document(text) else { throw Unexpected() }
    return policy
  }

  static func standard(_ lines: String) throws -> Standard {
    let head = "apiVersion: backstay/v1\nkind: BackupStandard\nmetadata: {name: s}\n"
    guard case .standard(let standard) = try document(head + lines) else { throw Unexpected() }
    return standard
  }

  struct Unexpected: Error {}

  /// The value is what most policies are judged by; the text is what people read.
  @Test func theBuiltinStandardSaysWhatItsValueIs() throws {
    let (read, value) = (BuiltinStandard.read(at: 3), BuiltinStandard.value)
    #expect(read.metadata.name.text.value == value.metadata.name.text.value)
    #expect(value.metadata.name.text.value == "\(BuiltinStandard.name)")
    let (a, b) = (try #require(read.require), try #require(value.require))
    #expect(a.cadence?.seconds == b.cadence?.seconds && a.cadence?.unit == b.cadence?.unit && a.cadence?.span.file == 3)
    #expect(a.retention?.seconds == b.retention?.seconds && a.drill?.seconds == b.drill?.seconds)
    #expect(a.offHost?.value == true && b.offHost?.value == true)
    #expect(a.fileMaterial?.value == true && b.fileMaterial?.value == true)
    for requirements in [a, b] {
      #expect(requirements.rpo == nil && requirements.encryption == nil && requirements.verify == nil)
      #expect(requirements.alerts == nil)
    }
    #expect(read.appliesTo == nil && read.forbid.isEmpty && value.appliesTo == nil && value.forbid.isEmpty)
  }

  @Test(arguments: [
    ("", true), ("appliesTo: {labels: {tier: critical}}", true), ("appliesTo: {labels: {tier: low}}", false),
    ("appliesTo: {labels: {tier: critical, region: asia}}", false), ("appliesTo: {labels: {stage: live}}", false),
    ("appliesTo: {labels: {tier: critical, region: europe}}", true),
  ])
  func aStandardIsForPoliciesWithAllItsLabels(lines: String, applies: Bool) throws {
    #expect(try Self.standard("require: {alerts: true}\n\(lines)\n").applies(to: Self.policy()) == applies)
  }

  /// Which standards hold a policy, and whether they bind.
  static func applied(_ policy: String, _ standards: [String], advisesBuiltin: Bool) throws -> [String] {
    try AppliedStandard.all(
      for: Self.policy(policy), of: standards.map { try Self.standard("require: {alerts: true}\n\($0)\n") },
      advisesBuiltin: advisesBuiltin, file: 1
    ).map { "\($0.standard.metadata.name.text.value) \($0.isBinding ? "binds" : "advises")" }
  }

  @Test func theBuiltinStandardAdvisesUnlessAnotherIsForThePolicy() throws {
    let other = "appliesTo: {labels: {tier: low}}"
    #expect(try Self.applied("", [], advisesBuiltin: false) == [])
    #expect(try Self.applied("", [], advisesBuiltin: true) == ["builtin advises"])
    #expect(try Self.applied("standard: builtin", [], advisesBuiltin: false) == ["builtin binds"])
    #expect(try Self.applied("", [""], advisesBuiltin: true) == ["s binds"])
    #expect(try Self.applied("", [other], advisesBuiltin: true) == ["builtin advises"])
    #expect(try Self.applied("", ["", ""], advisesBuiltin: true) == ["s binds", "s binds"])
    #expect(try Self.applied("standard: builtin", ["", other], advisesBuiltin: true) == ["s binds", "builtin binds"])
  }

  @Test func whatIsFalseIsNotDemanded() throws {
    let standard = try Self.standard(
      "require: {offHost: false, encryption: false, alerts: false, fileMaterial: false}\n")
    var diagnostics = Diagnostics()
    let applied = AppliedStandard.all(for: try Self.policy(), of: [standard], advisesBuiltin: false, file: 1)
    #expect(Linter.validate(try Self.policy(), against: applied, &diagnostics) != nil)
    #expect(diagnostics.all.map { $0.code } == [])
  }
}
