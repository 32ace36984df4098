import ArgumentParser
import Artifacts
import BackstayKit
import Targets

/// What the policies of one run were compiled to.
struct Products {
  private var outputs: [Compilation.Output] = []
  /// The folders that policies own, `<policy>` or `<policy>/<target>`, each with the file that it is compiled from.
  private var owners: [String: String] = [:]
  /// The folders that are replaced as a whole.
  private(set) var units: Set<String> = []
  /// Whether there was any policy.
  private(set) var isEmpty = true
  /// Whether only what runs backups is taken: a stream goes to what applies it, and neither rules nor a runbook do.
  private let onlyWhatRuns: Bool

  init(onlyWhatRuns: Bool = false) { self.onlyWhatRuns = onlyWhatRuns }

  /// Takes over what the file at `path` was compiled to; says what stands against it.
  ///
  /// A policy that was compiled for all its targets owns its whole folder, so that a target it no longer has is removed.
  mutating func add(_ compilation: Compilation, of path: String, ownsFolder: Bool) -> String? {
    if !compilation.plans.isEmpty { isEmpty = false }
    let outputs = compilation.outputs.filter { !onlyWhatRuns || $0.target.runsBackups }
    let names = Set(outputs.map { $0.policy } + compilation.settled.map { $0.name })
    if ownsFolder {
      for policy in compilation.policies where names.contains(policy) {
        if let problem = claim(policy, of: policy, path) { return problem }
      }
    }
    for output in outputs {
      let folder = Self.folder(of: output.policy, output.target)
      if !ownsFolder, let problem = claim(folder, of: output.policy, path) { return problem }
      units.insert(ownsFolder ? output.policy : folder)
    }
    for policy in compilation.settled where !ownsFolder {
      for target in policy.targets {
        if let problem = claim(Self.folder(of: policy.name, target), of: policy.name, path) { return problem }
      }
    }
    self.outputs += outputs
    return nil
  }

  /// Notes that a folder is for a policy of the file at `path`; says which other file has one that it is for.
  private mutating func claim(_ folder: String, of policy: String, _ path: String) -> String? {
    guard let other = owners.updateValue(path, forKey: folder) else { return nil }
    let files = other == path ? "twice in it" : "in \(other) too"
    return "\(path): a policy is called `\(policy)` \(files), and both would be written to one folder"
  }

  /// Every file, below `<policy>/<target>`; throws for what can't lie in one folder, which is a defect of a target.
  func tree() throws(ArtifactTreeError) -> ArtifactTree {
    var artifacts: [Artifact] = []
    for output in outputs {
      artifacts += try output.artifacts.prefixed(by: Self.folder(of: output.policy, output.target)).artifacts
    }
    return try ArtifactTree(artifacts)
  }

  /// The stream that what applies the products reads, where all have one, and anything else as a tar archive.
  func stream() throws(ArtifactTreeError) -> [UInt8] {
    let streams = outputs.map { $0.target.stream(of: $0.plan) }
    guard streams.allSatisfy({ $0 != nil }) else { return try tree().tarArchive() }
    return streams.flatMap { Array(($0 ?? "").utf8) }
  }

  /// Where the files of a policy for a target lie.
  static func folder(of policy: String, _ target: any Target) -> String { "\(policy)/\(target.name)" }

  /// The targets of these names, each once.
  static func targets(named names: [String]) throws -> [any Target] {
    var targets: [any Target] = []
    for name in names where !targets.contains(where: { $0.name == name }) {
      guard let target = TargetCatalog.all.first(where: { $0.name == name }) else {
        let known = TargetCatalog.all.map { $0.name }.joined(separator: ", ")
        throw ValidationError("There is no target '\(name)'; there are \(known).")
      }
      targets.append(target)
    }
    return targets
  }
}
