internal import Artifacts
internal import Diagnostics
internal import Formats

/// A run's findings as one log in SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0).
///
/// There is one log for all files, and one without results if nothing was found: its users must be able to distinguish
/// that from a run that never ended.
package struct SARIFLog {
  private var artifacts: [JSONValue] = []
  private var artifactIndex: [String: Int] = [:]
  private var rules: [JSONValue] = []
  private var ruleIndex: [String: Int] = [:]
  private var results: [JSONValue] = []
  private var failures: [JSONValue] = []

  package init() {}

  /// Adds what is wrong with a file.
  package mutating func add(_ compilation: Compilation) {
    for file in compilation.files { _ = index(of: file) }
    var fingerprints = LineFingerprints()
    for diagnostic in compilation.diagnostics.sorted() {
      results.append(.object(result(diagnostic, compilation, &fingerprints)))
    }
  }

  /// Adds a failure of the run itself, such as a path that can't be read.
  package mutating func add(_ failure: RunFailure) {
    failures.append(["level": "error", "message": SARIFText.message(failure.message)])
  }

  /// The log's text.
  package func rendered() -> String {
    var invocation: JSONObject = ["executionSuccessful": .boolean(failures.isEmpty)]
    if !failures.isEmpty { invocation["toolExecutionNotifications"] = .array(failures) }
    let driver: JSONObject = [
      "name": "backstay", "version": .string(ProgramVersion.text), "rules": .array(rules),
    ]
    let run: JSONObject = [
      "tool": ["driver": .object(driver)], "invocations": [.object(invocation)], "artifacts": .array(artifacts),
      // `Position` counts characters as code points, whatever their width and their length in UTF-16.
      "columnKind": "unicodeCodePoints", "results": .array(results),
    ]
    return JSONValue.object([
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0", "runs": [.object(run)],
    ]).rendered()
  }

  private mutating func result(
    _ diagnostic: Diagnostic, _ compilation: Compilation, _ fingerprints: inout LineFingerprints
  ) -> JSONObject {
    var text = diagnostic.message.text
    if let help = diagnostic.message.help { text += "\nhelp: \(help)" }
    var result: JSONObject = [
      "ruleId": .string(diagnostic.code), "ruleIndex": .integer(index(ofRule: diagnostic.code)),
      "level": SARIFText.level(diagnostic.severity), "message": SARIFText.message(text),
    ]
    guard let place = compilation.place(of: diagnostic.span) else { return result }
    result["locations"] = [["physicalLocation": .object(location(place))]]
    if !diagnostic.notes.isEmpty { result["relatedLocations"] = .array(notes(of: diagnostic, compilation)) }
    if let fix = diagnostic.fix, let place = compilation.place(of: fix.span) {
      result["fixes"] = [.object(self.fix(fix, at: place))]
    }
    result["partialFingerprints"] = [
      LineFingerprints.name: .string(fingerprints.next(of: diagnostic, in: place.file))
    ]
    return result
  }

  private mutating func notes(of diagnostic: Diagnostic, _ compilation: Compilation) -> [JSONValue] {
    var notes: [JSONValue] = []
    for note in diagnostic.notes {
      guard let place = compilation.place(of: note.span) else { continue }
      notes.append([
        "id": .integer(notes.count + 1), "physicalLocation": .object(location(place)),
        "message": SARIFText.message(note.text),
      ])
    }
    return notes
  }

  private mutating func fix(_ fix: Fix, at place: FindingPlace) -> JSONObject {
    let replacement: JSONObject = [
      "deletedRegion": SARIFText.region(place), "insertedContent": ["text": .string(fix.replacement)],
    ]
    return [
      "description": SARIFText.message(fix.title),
      "artifactChanges": [
        ["artifactLocation": .object(artifact(place.file)), "replacements": [.object(replacement)]]
      ],
    ]
  }

  private mutating func location(_ place: FindingPlace) -> JSONObject {
    ["artifactLocation": .object(artifact(place.file)), "region": SARIFText.region(place)]
  }

  private mutating func artifact(_ file: SourceFile) -> JSONObject {
    ["uri": .string(SARIFText.uri(of: file)), "index": .integer(index(of: file))]
  }

  private mutating func index(of file: SourceFile) -> Int {
    let uri = SARIFText.uri(of: file)
    if let index = artifactIndex[uri] { return index }
    artifacts.append(["location": ["uri": .string(uri)]])
    artifactIndex[uri] = artifacts.count - 1
    return artifacts.count - 1
  }

  /// Only rules that found something are described: `backstay rules` lists all of them.
  private mutating func index(ofRule code: String) -> Int {
    if let index = ruleIndex[code] { return index }
    rules.append(.object(SARIFText.rule(code)))
    ruleIndex[code] = rules.count - 1
    return rules.count - 1
  }
}
