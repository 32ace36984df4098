internal import BackstayKit
internal import Diagnostics
internal import Foundation

/// `Tests/Fixtures/explain/<example>.txt`: what `backstay explain` says of examples, to be read by a reviewer.
enum ExplanationFiles {
  private static let folder = "Tests/Fixtures/explain"

  /// Dumps and keys, physical backups, and a zone whose clocks are changed.
  private static let examples = ["certctl", "large-pgbackrest", "vm-restic"]

  /// 1 June 2026, counted from 1 January 1970: the first day of which runs are listed.
  private static let day = 20_605

  static func all() throws -> [GeneratedFile] {
    try examples.map { example in
      let bytes = Array(try PackageRoot.text(of: "examples/\(example)/policy.yaml").utf8)
      let compiler = Compiler(asOf: day, against: .builtin) { path in
        .failure(.init(reason: "examples extend nothing (\(path))"))
      }
      let (_, explanations) = compiler.explain(SourceFile(path: "policy.yaml", bytes: bytes), from: day, days: 7)
      let text = explanations.map { $0.text }.joined(separator: "\n")
      return GeneratedFile(path: "\(folder)/\(example).txt", contents: Data(text.utf8))
    }
  }

  static func written() -> [String] { PackageRoot.names(in: folder).map { "\(folder)/\($0)" } }
}
