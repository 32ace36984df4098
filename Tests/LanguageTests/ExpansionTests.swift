import Diagnostics
import Language
import Testing
import YAMLSyntax

@Suite struct ExpansionTests {
  /// A policy over a base, both given by what they hold beside their head.
  static func merged(
    _ overlay: String, over base: String, more: [String: String] = [:]
  ) -> (policy: Policy?, findings: [String]) {
    let head = "apiVersion: backstay/v1\nkind: BackupPolicy\n"
    let whole = "metadata: {name: wiki}\ntargets: {systemd: {}}\n"
    var texts = ["base.yaml": head + (base.contains("metadata") ? "" : whole) + base]
    for (path, text) in more { texts[path] = head + text }
    let file = SourceFile(path: "p.yaml", bytes: Array((head + "extends: base.yaml\n" + overlay).utf8))
    var diagnostics = Diagnostics()
    guard let tree = YAMLParser.parse(file, at: 0, &diagnostics) else { return (nil, []) }
    var expansion = Expansion(files: [file]) { path in
      guard let text = texts[path] else { return .failure(.init(reason: "no such file")) }
      return .success(SourceFile(path: path, bytes: Array(text.utf8)))
    }
    var policy: Policy?
    if let expanded = expansion.expand(tree, &diagnostics) {
      for case .policy(let one) in Document.read(expanded, &diagnostics) { policy = one }
    }
    let findings = diagnostics.sorted().map { finding in
      let file = expansion.files[Int(finding.span.file)]
      return "\(file.path):\(file.position(of: Int(finding.span.start)).line) \(finding.code)"
    }
    return (policy, findings)
  }

  @Test func mappingsMergeKeyByKey() {
    let (policy, findings) = Self.merged("objectives: {rto: 2h}\n", over: "objectives: {rpo: 26h, rto: 1h}\n")
    #expect(findings == [])
    #expect(policy?.objectives.rpo?.within.seconds == 26 * 3600)
    #expect(policy?.objectives.rto?.seconds == 2 * 3600)
  }

  @Test func cataloguesGrowInTheBasesOrder() {
    let (policy, _) = Self.merged("secrets: {c: {}, a: {}}\n", over: "secrets: {a: {}, b: {}}\n")
    #expect(policy?.secrets.map { $0.id.value } == ["a", "b", "c"])
  }

  @Test func aListReplaces() {
    let (policy, _) = Self.merged(
      "materials: {x: {files: {paths: [/c]}}}\n", over: "materials: {x: {files: {paths: [/a, /b]}}}\n")
    guard case .files(let files) = policy?.materials.first?.kind else {
      Issue.record("no files")
      return
    }
    #expect(files.paths.map { $0.text.value } == ["/c"])
  }

  @Test func nullRemoves() {
    let (policy, findings) = Self.merged("objectives: {rto: null}\n", over: "objectives: {rpo: 26h, rto: 1h}\n")
    #expect(findings == [])
    #expect(policy?.objectives.rto == nil)
    #expect(policy?.objectives.rpo != nil)
  }

  @Test func nullRemovesNothingWhereNothingIs() {
    #expect(Self.merged("objectives: {rto: null}\n", over: "objectives: {rpo: 26h}\n").findings == [])
  }

  @Test func anotherKindReplacesTheWhole() {
    let (policy, findings) = Self.merged(
      "sinks: {x: {volumeClaim: {name: c}}}\n", over: "sinks: {x: {filesystem: {path: /a}, failureDomain: here}}\n")
    #expect(findings == [])
    guard case .volumeClaim = policy?.sinks.first?.kind else {
      Issue.record("no claim")
      return
    }
    #expect(policy?.sinks.first?.failureDomain?.value == "here")
  }

  @Test func theSameKindMerges() {
    let (policy, findings) = Self.merged(
      "sinks: {x: {volumeClaim: {size: 2Gi}}}\n", over: "sinks: {x: {volumeClaim: {name: c, size: 1Gi}}}\n")
    #expect(findings == [])
    guard case .volumeClaim(let claim) = policy?.sinks.first?.kind else {
      Issue.record("no claim")
      return
    }
    #expect(claim.claim.value == "c" && claim.size?.bytes == 2 << 30)
  }

  @Test(arguments: [
    ("cadence: {daily: \"03:00\"}", "cadence: {daily: \"02:00\", spread: 1h}"),
    ("cadence: {weekly: \"sun 03:00\"}", "cadence: {daily: \"02:00\"}"),
    ("cadence: {onChange: {check: 1h, atLatestEvery: 24h}}", "cadence: {daily: \"02:00\", timeZone: Europe/Berlin}"),
    ("cadence: {full: \"0 1 * * 0\"}", "cadence: {daily: \"02:00\"}"),
    ("cadence: manual", "cadence: {daily: \"02:00\"}"),
    ("cadence: {daily: \"02:00\"}", "cadence: manual"),
    ("retention: {fulls: 3}", "cadence: manual, retention: {daily: 3}"),
    ("retention: {until: 2038-01-01}", "cadence: manual, retention: 3d"),
    ("retention: {daily: 3}", "cadence: manual, retention: {until: 2038-01-01}"),
  ])
  func anotherFormOfAValueReplacesIt(overlay: String, base: String) {
    let (policy, findings) = Self.merged(
      "backups: {x: {\(overlay)}}\n", over: "backups: {x: {materials: [a], sinks: [b], \(base)}}\n")
    #expect(findings == [])
    #expect(policy != nil)
  }

  @Test func theKeysOfOneWayToOpenAStoreMerge() {
    func sink(_ credentials: String) -> String { "sinks: {x: {s3: {bucket: b, credentials: \(credentials)}}}\n" }
    let (policy, findings) = Self.merged(
      sink("{static: {secretAccessKey: new}}"), over: sink("{static: {accessKeyId: id, secretAccessKey: old}}"))
    #expect(findings == [])
    guard case .s3(let store) = policy?.sinks.first?.kind, case .keys(let keys) = store.credentials.write,
      case .accessKey(let id, let secret) = keys
    else {
      Issue.record("no access key")
      return
    }
    #expect(id.text.value == "id" && secret.text.value == "new")
    let roles = Self.merged(sink("{write: instance}"), over: sink("{static: {accessKeyId: id, secretAccessKey: old}}"))
    #expect(roles.findings == [])
  }

  @Test func aliasesOfBothFilesAreWrittenOut() {
    let (policy, findings) = Self.merged(
      "secrets: {c: &x {}, d: *x}\n", over: "secrets: {a: &x {}, b: *x}\n")
    #expect(findings == [])
    #expect(policy?.secrets.map { $0.id.value } == ["a", "b", "c", "d"])
  }

  @Test func aFaultPointsAtTheFileThatItIsIn() {
    #expect(
      Self.merged("objectives: {rto: 1}\n", over: "source: {failureDomain: 7}\n").findings == [
        "p.yaml:4 missing-unit", "base.yaml:5 wrong-type",
      ])
  }

  @Test func aBaseHasABase() {
    let (policy, findings) = Self.merged(
      "objectives: {rto: 1h}\n", over: "extends: far.yaml\nmetadata: {owner: ops}\n",
      more: ["far.yaml": "metadata: {name: far}\ntargets: {systemd: {}}\n"])
    #expect(findings == [])
    #expect(policy?.metadata.name.text.value == "far" && policy?.metadata.owner?.value == "ops")
  }

  @Test(arguments: ["p.yaml", "base.yaml", "./base.yaml"])
  func aCircleIsRefused(path: String) {
    #expect(
      Self.merged("", over: "extends: \(path)\nmetadata: {name: a}\n").findings == ["base.yaml:3 unreadable-base"])
  }

  @Test func anAbsentBaseIsRefused() {
    #expect(
      Self.merged("", over: "extends: far.yaml\nmetadata: {name: a}\n").findings == ["base.yaml:3 unreadable-base"])
  }

  @Test func pathsAreSeenFromTheFileThatNamesThem() {
    let (policy, findings) = Self.merged(
      "", over: "extends: a/b/../c.yaml\nmetadata: {owner: ops}\n",
      more: ["a/c.yaml": "extends: ../d.yaml\n", "d.yaml": "metadata: {name: d}\ntargets: {systemd: {}}\n"])
    #expect(findings == [])
    #expect(policy?.metadata.name.text.value == "d")
  }
}
