import Foundation
import GeneratedFiles
import Testing

/// A type's name means one thing in the whole package: readers meet it without its module.
@Suite struct TypeNameTests {
  /// The modules that declare a type of a name at the top level of a file, those that only one file sees left out.
  static func modules() throws -> [String: Set<String>] {
    let declaration =
      /^(?:(?:package|public|final|indirect|@\w+) )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/
    let sources = PackageRoot.url.appending(path: "Sources")
    let paths = FileManager.default.enumerator(atPath: sources.path)?.allObjects as? [String] ?? []
    var modules: [String: Set<String>] = [:]
    for path in paths where path.hasSuffix(".swift") {
      let module = String(path.prefix { $0 != "/" })
      for line in try String(contentsOf: sources.appending(path: path), encoding: .utf8).split(separator: "\n") {
        guard let name = line.prefixMatch(of: declaration)?.1 else { continue }
        modules[String(name), default: []].insert(module)
      }
    }
    return modules
  }

  @Test func noNameStandsForTwoTypes() throws {
    let modules = try Self.modules()
    #expect(modules.count > 400)
    #expect(modules["ClockSchedule"] == ["Schedules"])
    #expect(modules.filter { $0.value.count > 1 }.map { "\($0.key): \($0.value.sorted())" }.sorted() == [])
  }
}
