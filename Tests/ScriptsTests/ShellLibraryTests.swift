import Foundation
import GeneratedFiles
import Testing

@testable import Scripts

/// What the headers of the library say of themselves is true.
struct ShellLibraryTests {
  /// The names of the functions and texts that a part defines.
  static func definitions(of part: ShellPart) -> Set<String> {
    Set(
      part.functions.split(separator: "\n").compactMap { line in
        if line.hasSuffix("() {") { return String(line.dropLast(4)) }
        return line.hasPrefix("civil_awk=") ? "civil_awk" : nil
      })
  }

  /// The parts that a part can call: those that it needs, each of several that will do, and so on.
  private static func reach(_ part: ShellPart) -> Set<ShellPart> {
    var reached: Set<ShellPart> = [part]
    var next = [part]
    while let part = next.popLast() {
      for needed in part.header.needs.joined() where reached.insert(needed).inserted { next.append(needed) }
    }
    return reached
  }

  /// Words that are names of functions elsewhere, and here mean nothing but themselves.
  private static let texts: [ShellPart: Set<String>] = [.plainCheck: ["sha256"]]

  private static let definitions = Dictionary(
    uniqueKeysWithValues: ShellPart.allCases.map { ($0, definitions(of: $0)) })

  @Test func `the catalogue has each file of the folder`() throws {
    let folder = PackageRoot.url.appending(path: "Sources/Scripts/shell")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(files) == Set(ShellPart.allCases.map { "\($0.rawValue).sh" }))
  }

  @Test(arguments: ShellPart.allCases) func `a header has a title and names parts that are there`(part: ShellPart) {
    let lines = String(decoding: part.source, as: UTF8.self).split(separator: "\n")
    #expect(part.header.title.hasSuffix("."))
    for line in lines where line.hasPrefix("# needs: ") {
      for name in line.dropFirst("# needs: ".count).split(whereSeparator: { $0 == " " || $0 == "|" }) {
        #expect(ShellPart(rawValue: String(name)) != nil, "\(name)")
      }
    }
  }

  @Test(arguments: ShellPart.allCases) func `needs are closed`(part: ShellPart) {
    let all = Self.definitions.filter { $0.key.isPasted == part.isPasted }.values.reduce(into: Set()) {
      $0.formUnion($1)
    }
    let called = ShellCode(part.functions).words.intersection(all).subtracting(Self.texts[part] ?? [])
    let reachable = Self.reach(part).reduce(into: Set<String>()) { $0.formUnion(Self.definitions[$1] ?? []) }
    #expect(called.subtracting(reachable) == [])
  }
}

extension ShellPart {
  /// Whether it is pasted by somebody who follows a runbook, where the names are others.
  var isPasted: Bool { rawValue.hasPrefix("runbook-") }
}
