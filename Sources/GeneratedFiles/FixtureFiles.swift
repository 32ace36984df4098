package import BackstayKit
package import Diagnostics
internal import Foundation

/// `Tests/Fixtures/<stage>/<case>.yaml` with the findings that it must give beside it, as `<case>.expected`.
package enum FixtureFiles {
  /// Folders whose cases have findings. Those in `accepted` must have none, and so no `.expected`.
  package static let stages = ["yaml", "policy", "targets", "standard"]

  /// The day that all fixtures are judged on, 1 November 2026, counted from 1 January 1970.
  package static let day = 20_758

  /// The cases of a stage, by the names of their files.
  package static func cases(of stage: String) -> [String] {
    PackageRoot.names(in: "Tests/Fixtures/\(stage)").filter { $0.hasSuffix(".yaml") }
  }

  /// A case of one of the stages, compiled; files that it extends lie in `Tests/Fixtures/bases`.
  package static func compilation(of name: String, in stage: String) throws -> Compilation {
    guard let known = try compilations.get()["\(stage)/\(name)"] else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: "Tests/Fixtures/\(stage)/\(name)"])
    }
    return known
  }

  /// All cases of all stages by `<stage>/<case>`, compiled once however many tests look at them.
  private static let compilations = Result {
    var found: [String: Compilation] = [:]
    for stage in stages {
      for name in cases(of: stage) {
        let (compiler, file) = try source(of: name, in: stage)
        found["\(stage)/\(name)"] = compiler.compile(file)
      }
    }
    return found
  }

  /// A case linted.
  package static func lint(of name: String, in stage: String) throws -> Compilation {
    let (compiler, file) = try source(of: name, in: stage)
    return compiler.lint(file)
  }

  /// A case and what compiles it.
  ///
  /// Cases of standards are held to the built-in one, or to that of `Tests/Fixtures/accepted-standards` which they name
  /// in their first line, `# --standard strict.yaml`. The others are about one fault each and are held to none.
  package static func source(of name: String, in stage: String) throws -> (Compiler, SourceFile) {
    let folder = PackageRoot.url.appending(path: "Tests/Fixtures/\(stage)")
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    var standards = stage == "standard" ? Compiler.Standards.builtin : .none
    let option = Array("# --standard ".utf8)
    if bytes.starts(with: option) {
      let path = String(decoding: bytes.dropFirst(option.count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      let text = try PackageRoot.text(of: "Tests/Fixtures/accepted-standards/\(path)")
      standards = .file(SourceFile(path: path, bytes: Array(text.utf8)))
    }
    let compiler = Compiler(asOf: day, against: standards) { path in
      guard let base = try? Data(contentsOf: folder.appending(path: path)) else {
        return .failure(.init(reason: "No such file or directory"))
      }
      return .success(SourceFile(path: path, bytes: Array(base)))
    }
    return (compiler, SourceFile(path: name, bytes: bytes))
  }

  static func all() throws -> [GeneratedFile] {
    try stages.flatMap { stage in
      try cases(of: stage).map { name in
        let findings = try compilation(of: name, in: stage).renderedFindings()
        return GeneratedFile(path: path(of: name, in: stage), contents: Data(findings.utf8))
      }
    }
  }

  static func written() -> [String] {
    stages.flatMap { stage in
      PackageRoot.names(in: "Tests/Fixtures/\(stage)").filter { $0.hasSuffix(".expected") }
        .map { "Tests/Fixtures/\(stage)/\($0)" }
    }
  }

  private static func path(of name: String, in stage: String) -> String {
    "Tests/Fixtures/\(stage)/\(name.dropLast(".yaml".count)).expected"
  }
}
