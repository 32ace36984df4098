package import Artifacts
package import Diagnostics
package import Language
package import Planning
package import Targets

/// What came of one policy file: its findings, and if none is an error, its plans and their files.
package struct Compilation: Sendable {
  /// The file itself first, then the bases that it extends, then the standards that findings may point at.
  package var files: [SourceFile]
  package var diagnostics = Diagnostics()
  /// The file's documents, as far as they could be read.
  package var documents: [Document] = []
  package var plans: [BackupPlan] = []
  package var outputs: [Output] = []
  /// The policies that were not rendered, because their files are already up to date.
  package var settled: [Settled] = []

  /// The files of one policy for one target.
  package struct Output: Sendable {
    package var plan: BackupPlan
    package var target: any Target
    package var artifacts: ArtifactTree

    /// The policy's name.
    package var policy: String { plan.name.value }
  }

  /// A policy whose files are already up to date, with their targets.
  package struct Settled: Sendable {
    package var name: String
    package var targets: [any Target]
  }

  /// The names of the policies, as often as they occur.
  package var policies: [String] { plans.map { $0.name.value } }

  /// The findings as text.
  package func renderedFindings() -> String {
    String(decoding: findingBytes(), as: UTF8.self)
  }

  /// The fixed findings as text.
  package func renderedFix() -> String {
    DiagnosticRenderer(files: files).render(fixed: diagnostics.sorted())
  }

  /// The findings as text in UTF-8.
  package func findingBytes(usesColour: Bool = false) -> [UInt8] {
    DiagnosticRenderer(files: files, usesColour: usesColour).bytes(of: diagnostics.sorted())
  }
}
