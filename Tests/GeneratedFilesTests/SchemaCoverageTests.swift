import Foundation
import GeneratedFiles
import Testing

/// Every key of the schema must occur in a policy that is accepted: what is never written is never tried.
@Suite struct SchemaCoverageTests {
  /// Keys that no accepted policy can have, each with the reason.
  static let refused = [
    // The rule `unapplied-standard` refuses it.
    "standard"
  ]

  static var properties: Set<String> {
    get throws {
      let text = try PackageRoot.text(of: "schemas/policy.schema.json")
      var keys: Set<String> = []
      func walk(_ value: Any) {
        if let object = value as? [String: Any] {
          if let properties = object["properties"] as? [String: Any] { keys.formUnion(properties.keys) }
          object.values.forEach(walk)
        } else if let list = value as? [Any] {
          list.forEach(walk)
        }
      }
      walk(try JSONSerialization.jsonObject(with: Data(text.utf8)))
      return keys
    }
  }

  static var texts: [String] {
    get throws {
      try FixtureFiles.cases(of: "accepted").map { try PackageRoot.text(of: "Tests/Fixtures/accepted/\($0)") }
        + PackageRoot.names(in: "examples").map { try PackageRoot.text(of: "examples/\($0)/policy.yaml") }
    }
  }

  /// The words before a colon, comments left out.
  static func keys(of text: String) -> Set<String> {
    var keys: Set<String> = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      for part in line.split(whereSeparator: { " {},[]".contains($0) }) where part.hasSuffix(":") {
        keys.insert(String(part.dropLast()))
      }
    }
    return keys
  }

  @Test func everyKeyOccursInAnAcceptedPolicy() throws {
    let written = try Self.texts.reduce(into: Set<String>()) { $0.formUnion(Self.keys(of: $1)) }
    #expect(try Self.properties.count > 100)
    #expect(try Self.properties.subtracting(written).sorted() == Self.refused)
  }
}
