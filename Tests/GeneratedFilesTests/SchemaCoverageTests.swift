import BackstayKit
import Foundation
import GeneratedFiles
import Testing

/// Every key of a schema must occur in a document that is accepted: what is never written is never tried.
@Suite struct SchemaCoverageTests {
  static func properties(of kind: DocumentSchema) throws -> Set<String> {
    let text = try PackageRoot.text(of: "schemas/\(kind).schema.json")
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

  static func texts(of kind: DocumentSchema) throws -> [String] {
    switch kind {
    case .policy:
      try FixtureFiles.cases(of: "accepted").map { try PackageRoot.text(of: "Tests/Fixtures/accepted/\($0)") }
        + PackageRoot.names(in: "examples").map { try PackageRoot.text(of: "examples/\($0)/policy.yaml") }
    case .standard:
      try FixtureFiles.cases(of: "accepted-standards").map {
        try PackageRoot.text(of: "Tests/Fixtures/accepted-standards/\($0)")
      }
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

  @Test(arguments: zip(DocumentSchema.allCases, [100, 15]))
  func everyKeyOccursInAnAcceptedDocument(kind: DocumentSchema, least: Int) throws {
    let written = try Self.texts(of: kind).reduce(into: Set<String>()) { $0.formUnion(Self.keys(of: $1)) }
    #expect(try Self.properties(of: kind).count > least)
    #expect(try Self.properties(of: kind).subtracting(written).sorted() == [])
  }
}
