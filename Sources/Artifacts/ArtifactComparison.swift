/// How a folder differs from a tree of artifacts; `compile --check` reports it.
package struct ArtifactComparison: Sendable {
  /// The differences in order of their paths; if a link is in the place of a file, the link comes first.
  package let differences: [ArtifactDifference]

  /// Whether the folder contains exactly the tree.
  package var isEmpty: Bool { differences.isEmpty }

  /// Compares the units below a folder with a tree and writes nothing.
  ///
  /// Files inside the units that the tree doesn't have are differences, whoever made them. Empty folders are not.
  /// Throws what `ArtifactWriter.write` throws, except `refused` and `busy`.
  package static func compare(
    _ tree: ArtifactTree, with directory: String, units: [String]
  ) throws(ArtifactError) -> ArtifactComparison {
    let units = try ArtifactWriter.check(units, tree)
    guard let output = try Directory.open(directory) else {
      return ArtifactComparison(differences: tree.artifacts.map(ArtifactDifference.init(missing:)))
    }
    var differences: [ArtifactDifference] = []
    for unit in units {
      var missing = tree.artifacts(below: unit)
      if let disk = try DiskTree(unit: unit, in: output), let folder = try output.folder(unit) {
        for entry in disk.entries {
          while let artifact = missing.first, BytewisePath(artifact.path) < entry.path {
            differences.append(ArtifactDifference(missing: artifact))
            missing.removeFirst()
          }
          let isArtifact = missing.first.map { BytewisePath($0.path) } == entry.path
          if isArtifact, entry.status.kind == .file, let artifact = missing.popFirst() {
            if let difference = try ArtifactDifference(artifact, entry, unit, folder) { differences.append(difference) }
          } else {
            differences.append(try ArtifactDifference(extra: entry, unit, folder))
          }
        }
      }
      differences += missing.map(ArtifactDifference.init(missing:))
    }
    return ArtifactComparison(differences: differences)
  }

  /// The differences as a unified diff from the current files to what would be written; empty if there are none.
  ///
  /// It has Git's extended headers for modes, so that `git apply` and GNU `patch -p1`, 2.7 or newer, bring the folder
  /// to the state of the tree. Files with NUL or without valid UTF-8, and those over 4 MiB, are only named.
  package func unifiedDiff() -> String {
    differences.map { $0.unifiedDiff }.joined()
  }
}

/// One difference between a folder and a tree.
package struct ArtifactDifference: Equatable, Sendable {
  /// What differs.
  package enum Kind: Equatable, Sendable {
    /// The artifact's file does not exist.
    case missing
    /// The file is not one of the artifacts.
    case extra
    /// The bytes differ.
    case contents
    /// The permission bits differ.
    case mode
    /// Both differ.
    case contentsAndMode
  }

  /// One side of a difference.
  struct Side: Equatable, Sendable {
    /// Type and permissions as Git writes them: `100644`, `120777`.
    let mode: UInt32
    /// The bytes, or a link's target; `nil` if they cannot be shown.
    let bytes: [UInt8]?
  }

  /// The path relative to the output folder.
  package let path: String
  /// What differs.
  package let kind: Kind
  /// What is there; `nil` for nothing.
  let old: Side?
  /// What would be written; `nil` for nothing.
  let new: Side?

  private static let largest = 4 << 20

  fileprivate init(missing artifact: Artifact) {
    path = artifact.path
    kind = .missing
    old = nil
    new = Side(mode: 0o100000 | UInt32(artifact.mode), bytes: artifact.bytes)
  }

  fileprivate init(extra entry: DiskTree.Entry, _ unit: String, _ folder: borrowing Directory) throws(ArtifactError) {
    path = entry.path.text
    kind = .extra
    old = try Self.side(entry, unit, folder)
    new = nil
  }

  fileprivate init?(
    _ artifact: Artifact, _ entry: DiskTree.Entry, _ unit: String, _ folder: borrowing Directory
  ) throws(ArtifactError) {
    let sameMode = entry.status.mode == artifact.mode
    let name = entry.path.relative(to: unit)
    let sameContents =
      entry.status.size == artifact.bytes.count
      ? try folder.holds(name, expecting: entry.status.identity, artifact.bytes) : false
    if sameMode, sameContents { return nil }
    path = artifact.path
    kind = sameContents ? .mode : sameMode ? .contents : .contentsAndMode
    old =
      sameContents
      ? Side(mode: 0o100000 | UInt32(entry.status.mode), bytes: artifact.bytes) : try Self.side(entry, unit, folder)
    new = Side(mode: 0o100000 | UInt32(artifact.mode), bytes: artifact.bytes)
  }

  private static func side(
    _ entry: DiskTree.Entry, _ unit: String, _ folder: borrowing Directory
  ) throws(ArtifactError) -> Side {
    let name = entry.path.relative(to: unit)
    let permissions = UInt32(entry.status.mode)
    switch entry.status.kind {
    case .file:
      let isShown = entry.status.size <= largest
      let bytes = isShown ? try folder.contents(name, expecting: entry.status.identity) : nil
      return Side(mode: 0o100000 | permissions, bytes: bytes)
    case .symbolicLink:
      return Side(mode: 0o120000, bytes: Array(try folder.target(ofLink: name).utf8))
    case .directory, .other:
      return Side(mode: 0, bytes: nil)
    }
  }
}
