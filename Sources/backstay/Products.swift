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
  /// Whether only targets that run backups are taken: a stream is for applying, and alerting rules and runbooks aren't.
  private let onlyWhatRuns: Bool

  init(onlyWhatRuns: Bool = false) { self.onlyWhatRuns = onlyWhatRuns }

  /// Adds what the file at `path` was compiled to; returns a problem if there is one.
  ///
  /// A policy that was compiled for all its targets owns its whole folder, so that a target that it no longer has is
  /// removed.
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

  /// Records that a folder is for a policy of the file at `path`; returns the other file that already has the folder.
  private mutating func claim(_ folder: String, of policy: String, _ path: String) -> String? {
    guard let other = owners.updateValue(path, forKey: folder) else { return nil }
    let files = other == path ? "twice in it" : "in \(other) too"
    return "\(path): a policy is called `\(policy)` \(files), and both would be written to one folder"
  }

  /// Every file, below `<policy>/<target>`; throws if paths conflict, which is a bug in a target.
  func tree() throws(ArtifactTreeError) -> ArtifactTree {
    var artifacts: [Artifact] = []
    for output in outputs {
      artifacts += try output.artifacts.prefixed(by: Self.folder(of: output.policy, output.target)).artifacts
    }
    return try ArtifactTree(artifacts)
  }

  /// One YAML stream if every target has one, otherwise a tar archive.
  func stream() throws(ArtifactTreeError) -> [UInt8] {
    let streams = outputs.map { $0.target.stream(of: $0.plan) }
    guard streams.allSatisfy({ $0 != nil }) else { return try tree().tarArchive() }
    return streams.flatMap { Array(($0 ?? "").utf8) }
  }

  /// The folder for a policy's files for a target.
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
