import ArgumentParser
import Artifacts
import BackstayKit
import Targets

/// What the policies of one run were compiled to.
struct Products {
  /// Every file, below `<policy>/<target>`.
  private(set) var tree = ArtifactTree()
  /// The folders that are replaced as a whole.
  private(set) var units: [String] = []
  private var outputs: [Compilation.Output] = []
  /// Whether only what runs backups is taken: a stream goes to what applies it, and neither rules nor a runbook do.
  private let onlyWhatRuns: Bool

  init(onlyWhatRuns: Bool = false) { self.onlyWhatRuns = onlyWhatRuns }

  /// Takes over what a file was compiled to; says what stands against it.
  ///
  /// A policy that was compiled for all its targets owns its whole folder, so that a target it no longer has is removed.
  mutating func add(_ compilation: Compilation, ownsFolder: Bool) -> String? {
    for output in compilation.outputs where !onlyWhatRuns || Self.runsBackups(output.target) {
      guard !outputs.contains(where: { $0.policy == output.policy && $0.target == output.target }) else {
        return "two policies are called `\(output.policy)`: they would be written to the same folder"
      }
      let unit = ownsFolder ? output.policy : "\(output.policy)/\(output.target)"
      if !units.contains(unit) { units.append(unit) }
      do throws(ArtifactTreeError) {
        try tree.merge(try output.artifacts.prefixed(by: "\(output.policy)/\(output.target)"))
      } catch {
        return "the files of `\(output.policy)` for `\(output.target)` can't lie side by side"
      }
      outputs.append(output)
    }
    return nil
  }

  /// Kubernetes documents as a YAML stream, and anything else as a tar archive.
  var stream: [UInt8] {
    guard outputs.allSatisfy({ $0.target == "kubernetes" }) else { return tree.tarArchive() }
    var stream = ""
    for output in outputs {
      for artifact in output.artifacts.artifacts where artifact.path != "kustomization.yaml" {
        stream += "---\n" + artifact.contents
      }
    }
    return Array(stream.utf8)
  }

  private static func runsBackups(_ target: String) -> Bool {
    TargetCatalog.all.contains { $0.name == target && $0.runsBackups }
  }

  /// The targets of these names.
  static func targets(named names: [String]) throws -> [any Target] {
    try names.map { name in
      guard let target = TargetCatalog.all.first(where: { $0.name == name }) else {
        let known = TargetCatalog.all.map { $0.name }.joined(separator: ", ")
        throw ValidationError("There is no target '\(name)'; there are \(known).")
      }
      return target
    }
  }
}
