import Foundation
import GeneratedFiles
import Testing

@testable import Scripts

/// A runtime of the examples and the scripts that load it.
struct ShippedRuntime: Sendable, CustomTestStringConvertible {
  /// The path of the runtime from the package's root.
  let path: String
  let text: String
  let scripts: [String: String]

  var testDescription: String { path }

  /// Every runtime that is checked in.
  static let all: [ShippedRuntime] = {
    let examples = PackageRoot.url.appending(path: "examples")
    let names = FileManager.default.enumerator(atPath: examples.path)?.allObjects as? [String] ?? []
    let texts = names.filter { $0.hasSuffix(".sh") || $0.contains("/lib/backstay/") }.reduce(into: [String: String]()) {
      $0[$1] = try? PackageRoot.text(of: "examples/\($1)")
    }
    return texts.filter { $0.key.contains("/runtime-") }.map { path, text in
      let name = path.split(separator: "/").last.map { String($0) } ?? ""
      let tree = path.prefix(while: { $0 != "/" }) + "/generated/" + path.split(separator: "/")[2]
      let scripts = texts.filter { $0.key.hasPrefix(tree + "/") && $0.value.contains("/\(name) || exit 126\n") }
      return ShippedRuntime(path: path, text: text, scripts: scripts)
    }
  }()

  /// The text of each function by its name.
  var functions: [String: String] {
    var functions: [String: String] = [:]
    for block in text.components(separatedBy: "\n}\n") {
      guard let start = block.range(of: "() {\n"),
        let name = block[..<start.lowerBound].split(separator: "\n").last
      else { continue }
      functions[String(name)] = String(block[start.upperBound...])
    }
    return functions
  }

  /// The names of the functions that `scripts` call, and those that these do; a name that is put together counts where the
  /// scripts say its end.
  func functions(calledBy scripts: String) -> Set<String> {
    let functions = functions
    let said = Set(scripts.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { String($0) })
    var called: Set<String> = []
    var next = [ShellCode(scripts)]
    while let code = next.popLast() {
      let reached = functions.filter { name, _ in
        code.words.contains(name)
          || code.prefixes.contains { name.hasPrefix($0) && said.contains(String(name.dropFirst($0.count))) }
      }
      for (name, text) in reached where called.insert(name).inserted { next.append(ShellCode(text)) }
    }
    return called
  }
}

struct ShippedRuntimeTests {
  @Test func `each tree with scripts has one`() { #expect(ShippedRuntime.all.count >= 7) }

  @Test(arguments: ShippedRuntime.all) func `scripts begin with the policy and are short`(runtime: ShippedRuntime) {
    #expect(!runtime.scripts.isEmpty)
    for (path, text) in runtime.scripts {
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61, "\(path)")
      #expect(!text.contains("() {"), "\(path)")
    }
  }

  @Test(arguments: ShippedRuntime.all) func `no function is shipped that nothing calls, or twice`(
    runtime: ShippedRuntime
  ) {
    let functions = runtime.functions
    #expect(runtime.text.components(separatedBy: "() {\n").count - 1 == functions.count)
    let called = runtime.functions(calledBy: runtime.scripts.values.joined(separator: "\n"))
    #expect(Set(functions.keys).subtracting(called) == [])
  }

  @Test(arguments: ShippedRuntime.all) func `each variable that is read is set`(runtime: ShippedRuntime) throws {
    let functions = runtime.functions
    for (path, text) in runtime.scripts {
      var whole = text.replacing("# shellcheck disable=SC1091,SC2034,SC2100\n", with: "")
      for name in runtime.functions(calledBy: text).sorted() { whole += "\(name)() {\n\(functions[name] ?? "")\n}\n" }
      whole += runtime.text.contains("civil_awk='") ? "civil_awk=\n" : ""
      let found = try Shell.run(
        ["shellcheck", "--shell=sh", "--include=SC2154", "--format=gcc", "-"], input: whole)
      #expect(found.output == "", "\(path)")
    }
  }
}
