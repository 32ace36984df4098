package import Diagnostics

/// A file after its fixes.
package struct FixedFile: Sendable {
  /// The fixed file; the given one if nothing was fixed.
  package fileprivate(set) var file: SourceFile
  /// What was fixed, each with the file as it was then.
  package fileprivate(set) var applied: [AppliedFix] = []

  package struct AppliedFix: Sendable {
    package let finding: Diagnostic
    /// As a compilation that found nothing else.
    package let compilation: Compilation
  }
}

extension Compiler {
  /// A fix may reveal another finding, since a correctly spelt key lets its value be read; each round goes one level
  /// deeper. More rounds than a policy has levels are never needed.
  private static let rounds = 16

  /// Applies the fixes of a file's findings until there are no more.
  ///
  /// Only the file itself is changed: errors in a file that it extends are fixed when that file is linted.
  package func fix(_ file: SourceFile) -> FixedFile {
    var result = FixedFile(file: file)
    for _ in 0..<Self.rounds {
      let compilation = lint(result.file)
      let findings = FixSelection(of: compilation).findings
      let fixes = findings.compactMap { $0.fix }
      guard !fixes.isEmpty else { break }
      let fixed = SourceFile(path: file.path, bytes: result.file.applying(fixes))
      guard FixSelection.isReadable(fixed) else { break }
      for finding in findings {
        var single = Compilation(files: compilation.files)
        single.diagnostics.report(finding)
        result.applied.append(.init(finding: finding, compilation: single))
      }
      result.file = fixed
    }
    return result
  }
}
