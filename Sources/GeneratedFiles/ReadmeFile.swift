internal import Artifacts
internal import BackstayKit
import Targets
internal import Diagnostics
internal import Foundation

/// `README.md`, its generated blocks made anew.
///
/// A block stands between `<!-- generated: NAME -->` and `<!-- end -->`.
enum ReadmeFile {
  /// A marker without its block, or without its end.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static func file() throws -> GeneratedFile {
    var text = try PackageRoot.text(of: "README.md")
    for (name, block) in [
      ("policy", fenced("yaml", try example("policy.yaml"))),
      ("tree", fenced("", try tree())),
      ("broken-policy", fenced("yaml", try example("broken.yaml"))),
      ("findings", fenced("", try findings())),
    ] {
      let start = "<!-- generated: \(name) -->\n"
      guard let opening = text.range(of: start),
        let closing = text.range(of: "<!-- end -->", range: opening.upperBound..<text.endIndex)
      else { throw Failure(description: "README.md lacks the block \(name)") }
      text.replaceSubrange(opening.upperBound..<closing.lowerBound, with: block)
    }
    return GeneratedFile(path: "README.md", contents: Data(text.utf8))
  }

  private static func fenced(_ language: String, _ text: String) -> String { "```\(language)\n\(text)```\n" }

  private static func example(_ name: String) throws -> String {
    try PackageRoot.text(of: "Tests/Fixtures/readme/\(name)")
  }

  private static func compilation(of name: String) throws -> Compilation {
    let file = SourceFile(path: name, bytes: Array(try example(name).utf8))
    return Compiler(against: .builtin) { path in .failure(.init(reason: path)) }.compile(file)
  }

  private static func tree() throws -> String {
    let compilation = try compilation(of: "policy.yaml")
    return compilation.outputs.flatMap { output in
      output.artifacts.artifacts.map { "\(output.policy)/\(output.target.name)/\($0.path)\n" }
    }.joined()
  }

  private static func findings() throws -> String {
    try compilation(of: "broken.yaml").renderedFindings()
  }
}
