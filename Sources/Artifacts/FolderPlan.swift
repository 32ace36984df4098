/// The changes to one unit, decided before anything is written.
struct FolderPlan {
  /// How the new folder gets to its place.
  enum Action {
    /// Everything is already right.
    case none
    /// There was no folder.
    case create
    /// A complete new folder replaces the old one.
    case replace
    /// The folder would be empty.
    case remove
  }

  let unit: String
  let action: Action
  /// Artifacts to write anew.
  private(set) var writes: [Artifact] = []
  /// Entries to keep as they are: artifacts that are right, and what is not ours.
  private(set) var carried: [DiskTree.Entry] = []
  /// Folders to make with the mode they had, each before those inside it.
  private(set) var folders: [DiskTree.Folder] = []
  /// The unit's own mode, where it existed.
  let mode: UInt16?
  /// Left-over generated files that are removed.
  private(set) var removed: [String] = []
  /// Left-over generated files that are kept because a person edited them.
  private(set) var kept: [String] = []
  /// Files in an artifact's place that are not ours to replace.
  private(set) var refused: [RefusedFile] = []
  /// How many artifacts are already right.
  private(set) var unchanged = 0

  /// Compares the artifacts of a unit with what is in its folder.
  ///
  /// With `force`, what would be refused is replaced, and edited left-over files go as well.
  init(
    unit: String, tree: ArtifactTree, known: [BytewisePath: [ContentHash]], output: borrowing Directory, force: Bool
  ) throws(ArtifactError) {
    self.unit = unit
    let disk = try DiskTree(unit: unit, in: output)
    let artifacts = tree.artifacts(below: unit)
    mode = disk?.mode
    guard let disk, let folder = try output.folder(unit) else {
      writes = Array(artifacts)
      action = writes.isEmpty ? .none : .create
      return
    }

    var settled = Set<BytewisePath>()
    for entry in disk.entries {
      let name = entry.path.relative(to: unit)
      if let artifact = tree[entry.path], entry.status.kind == .file, entry.status.size == artifact.bytes.count,
        try folder.holds(name, expecting: entry.status.identity, artifact.bytes)
      {
        // Equal bytes are never an edit, whatever the manifest says, so a run that is killed before it updates the
        // manifest does no harm.
        guard entry.status.mode == artifact.mode else { continue }
        settled.insert(entry.path)
        carried.append(entry)
        unchanged += 1
        continue
      }
      let hashes = known[entry.path] ?? []
      var isOurs = false
      if !hashes.isEmpty, entry.status.kind == .file {
        isOurs = hashes.contains(try folder.hash(name, expecting: entry.status.identity))
      }
      let isInTheWay =
        tree[entry.path] != nil || !tree.artifacts(below: entry.path.text).isEmpty
        || entry.path.ancestors.contains { tree[$0] != nil }
      let isGone = isOurs || force && (isInTheWay || !hashes.isEmpty)
      if isGone {
        if tree[entry.path] == nil { removed.append(entry.path.text) }
      } else if isInTheWay {
        refused.append(RefusedFile(path: entry.path.text, reason: hashes.isEmpty ? .foreign : .edited))
      } else {
        carried.append(entry)
        if !hashes.isEmpty { kept.append(entry.path.text) }
      }
    }
    writes = artifacts.filter { !settled.contains(BytewisePath($0.path)) }

    // A folder stays while something in it stays, or if it was empty: then it is not one that we emptied.
    var needed = Set<BytewisePath>()
    for path in carried.map({ $0.path }) + writes.map({ BytewisePath($0.path) }) { needed.formUnion(path.ancestors) }
    for empty in disk.folders where empty.isEmpty && tree[empty.path] == nil {
      needed.formUnion(empty.path.ancestors + [empty.path])
    }
    folders = disk.folders.filter { needed.contains($0.path) }

    if writes.isEmpty, removed.isEmpty {
      action = .none
    } else {
      action = writes.isEmpty && carried.isEmpty && folders.isEmpty ? .remove : .replace
    }
  }
}
