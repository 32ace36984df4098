internal import Artifacts
internal import BackstayKit
import Targets
internal import Diagnostics
internal import Foundation

/// `examples/*/generated/<target>/…`: what each example compiles to.
enum ExampleFiles {
  /// An example that doesn't compile.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static var examples: [String] { PackageRoot.names(in: "examples") }

  static func all() throws -> [GeneratedFile] {
    try examples.flatMap { example in
      let path = "examples/\(example)/policy.yaml"
      let file = SourceFile(path: "policy.yaml", bytes: Array(try PackageRoot.text(of: path).utf8))
      let compiler = Compiler(against: .builtin) { path in .failure(.init(reason: "examples extend nothing (\(path))"))
      }
      let compilation = compiler.compile(file)
      guard !compilation.diagnostics.hasErrors, !compilation.outputs.isEmpty else {
        throw Failure(description: "\(path) doesn't compile:\n\(compilation.renderedFindings())")
      }
      return compilation.outputs.flatMap { output in
        output.artifacts.artifacts.map { artifact in
          GeneratedFile(
            path: "examples/\(example)/generated/\(output.target.name)/\(artifact.path)",
            contents: Data(artifact.bytes), mode: artifact.mode)
        }
      }
    }
  }

  /// The files that lie in the examples' `generated` folders now.
  static func written() -> [String] {
    examples.flatMap { example in
      let folder = "examples/\(example)/generated"
      let below = FileManager.default.enumerator(atPath: PackageRoot.url.appending(path: folder).path)
      return (below?.allObjects as? [String] ?? []).map { "\(folder)/\($0)" }.filter { path in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: PackageRoot.url.appending(path: path).path, isDirectory: &isFolder)
        return !isFolder.boolValue
      }.sorted()
    }
  }
}
