#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a write did.
package struct WriteSummary: Equatable, Sendable {
  /// Paths of the files created or replaced, in order.
  package fileprivate(set) var written: [String] = []
  /// Paths of left-over generated files that were removed, in order.
  package fileprivate(set) var removed: [String] = []
  /// Paths of left-over generated files that are kept because a person edited them; `force` removes them.
  package fileprivate(set) var kept: [String] = []
  /// How many files were already right and were not touched.
  package fileprivate(set) var unchanged = 0

  /// The summary of nothing.
  package init() {}
}

/// Writes trees of artifacts so that each unit is, at every moment, entirely the old one or entirely the new one.
///
/// A unit is a folder that is replaced as a whole, such as `certctl/helm`. Its new version is prepared elsewhere, from
/// hard links to what stays and new files for the rest, and then swapped with the old one in one step. This holds if
/// the process is killed; after a loss of power the file system decides, because nothing is synced to the disk. Several
/// units are swapped one after the other: if the process is killed in between, each is complete, but not all are new.
package struct ArtifactWriter: Sendable {
  private let swap: SwapMethod
  private let patience: Int

  /// Creates a writer that waits up to the given milliseconds for another run to finish.
  package init(swap: SwapMethod = .exchange, patience: Int = 5000) {
    self.swap = swap
    self.patience = patience
  }

  /// Makes the units below the folder contain exactly the artifacts and what is not ours.
  ///
  /// Writes nothing at all if everything is right, or if it throws. Throws `refused` with every file that a person made
  /// or edited in an artifact's place, unless `force` is set.
  ///
  /// `digests` has, by the first parts of units, a digest of everything that their artifacts are made from. It is
  /// recorded for `settledCount`, which can then see that nothing needs to be done.
  package func write(
    _ tree: ArtifactTree, to directory: String, units: [String],
    digests: [(firstPart: String, digest: ContentHash)] = [], force: Bool = false
  ) throws(ArtifactError) -> WriteSummary {
    let units = try Self.check(units, tree)
    if tree.artifacts.isEmpty, try Directory.open(directory) == nil { return WriteSummary() }
    let made = MadeFolders()
    do {
      let output = try Self.openOutput(directory, made)
      try output.lock(waiting: patience)
      try Staging.recover(in: output)
      return try write(tree, units, digests, to: output, made, force)
    } catch {
      made.removeIfEmpty()
      throw error
    }
  }

  private func write(
    _ tree: ArtifactTree, _ units: [String], _ digests: [(firstPart: String, digest: ContentHash)],
    to output: borrowing Directory, _ made: MadeFolders, _ force: Bool
  ) throws(ArtifactError) -> WriteSummary {
    var manifests = Manifests()
    var plans: [FolderPlan] = []
    for unit in units {
      let known = try manifests.hashes(for: unit, in: output)
      plans.append(try FolderPlan(unit: unit, tree: tree, known: known, output: output, force: force))
    }
    let refused = plans.flatMap { $0.refused }
    guard refused.isEmpty else { throw .refused(refused) }

    let outcomes = manifests.outcomes(of: plans, tree)
    let changes = outcomes.compactMap { $0.change }
    let swapped = plans.filter { $0.action != .none }
    if !swapped.isEmpty || !changes.isEmpty {
      do {
        try stage(swapped, changes, in: output, made)
        try holdingBackSignals { () throws(ArtifactError) in try publish(swapped, changes, in: output) }
      } catch {
        try? output.removeAll(Staging.folder)
        throw error
      }
      // The work is done; what can't be cleaned up now, the next run cleans up.
      try? output.removeAll(Staging.folder)
    }

    let known = Dictionary(digests.map { (BytewisePath($0.firstPart), $0.digest) }) { first, _ in first }
    for outcome in outcomes where outcome.isPure {
      guard let digest = known[BytewisePath(outcome.firstPart)], let text = outcome.text else { continue }
      Receipt(digest: digest, manifest: ContentHash(of: text)).write(outcome.firstPart, in: output)
    }

    var summary = WriteSummary()
    for plan in plans {
      summary.written += plan.writes.map { $0.path }
      summary.removed += plan.removed
      summary.kept += plan.kept
      summary.unchanged += plan.unchanged
    }
    return summary
  }

  /// Does everything that needs space or permissions, in the staging folder.
  private func stage(
    _ plans: [FolderPlan], _ changes: [Manifests.Change], in output: borrowing Directory, _ made: MadeFolders
  ) throws(ArtifactError) {
    for part in Staging.parts { _ = try output.makeFolder(Staging.folder + "/" + part) }
    for plan in plans where plan.action == .create || plan.action == .replace {
      try Staging.stage(plan, in: output)
      guard let parent = BytewisePath(plan.unit).ancestors.last else { continue }
      _ = try output.makeFolder(parent.text) { made.note(output.path + "/" + $0) }
    }
    for change in changes { try change.stage(in: output) { made.note(output.path + "/" + $0) } }
  }

  /// Moves the staged units to their places. If it throws, it has undone its changes.
  private func publish(
    _ plans: [FolderPlan], _ changes: [Manifests.Change], in output: borrowing Directory
  ) throws(ArtifactError) {
    var swaps = FolderSwaps(swap)
    do {
      for change in changes { try change.publish("before", in: output) }
      for plan in plans { try swaps.perform(plan, in: output) }
      for change in changes { try change.publish("after", in: output) }
    } catch {
      swaps.undo(in: output)
      for change in changes { change.undo(in: output) }
      throw error
    }
  }

  /// The units in order, each once.
  static func check(_ units: [String], _ tree: ArtifactTree) throws(ArtifactError) -> [String] {
    let all = Set(units.map(BytewisePath.init))
    for unit in all.sorted() {
      guard unit.isPlainRelative, !unit.text.utf8.starts(with: ".backstay".utf8),
        all.isDisjoint(with: unit.ancestors)
      else { throw .invalidUnit(unit.text) }
    }
    for artifact in tree.artifacts where all.isDisjoint(with: BytewisePath(artifact.path).ancestors) {
      throw .outsideUnits(path: artifact.path)
    }
    return all.sorted().map { $0.text }
  }

  private static func openOutput(_ path: String, _ made: MadeFolders) throws(ArtifactError) -> Directory {
    if let existing = try Directory.open(path) { return existing }
    var code: Int32 = 0
    for folder in BytewisePath(path).ancestors + [BytewisePath(path)] where !folder.text.isEmpty {
      if mkdir(folder.text, 0o755) == 0 {
        made.note(folder.text)
        continue
      }
      code = errno
      var status = stat()
      if code == EEXIST, stat(folder.text, &status) != 0, errno == ENOENT { throw .danglingLink(path: folder.text) }
    }
    guard let folder = try Directory.open(path) else { throw .system(path: path, code: code) }
    return folder
  }
}

/// The folders that a run made, to remove them if it fails.
private final class MadeFolders {
  private var paths: [String] = []

  func note(_ path: String) {
    paths.append(path)
  }

  func removeIfEmpty() {
    for path in paths.reversed() { _ = rmdir(path) }
  }
}
