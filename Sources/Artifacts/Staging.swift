#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The hidden folder beside the units where complete new units are prepared, in the same file system.
///
/// - `new/certctl%2Fhelm`: the new unit, and after the swap the old one, or one that is to be removed
/// - `old/certctl%2Fhelm`: the old unit between the two renames of a file system without exchange
/// - `before/`, `after/`: the manifests for during and after the swaps
/// - `saved/`: the previous manifests, in case the swaps have to be undone
enum Staging {
  static let folder = ".backstay-staging"
  static let parts = ["new", "old", "before", "after", "saved"]

  /// Removes what a killed run left behind, after restoring a unit that it had moved away and not yet replaced.
  static func recover(in output: borrowing Directory) throws(ArtifactError) {
    guard let left = try output.status(folder) else { return }
    if left.kind == .directory, let old = try output.folder(folder + "/old") {
      for name in try old.names() {
        let unit = Manifest.decode(name)
        if try output.folder(unit) == nil { try old.rename(name, to: output, unit) }
      }
    }
    try output.removeAll(folder)
  }

  /// Prepares a unit's new folder in `new/`.
  static func stage(_ plan: FolderPlan, in output: borrowing Directory) throws(ArtifactError) {
    let staged = try output.makeFolder(folder + "/new/" + Manifest.encode(plan.unit))
    for inner in plan.folders { _ = try staged.makeFolder(inner.path.relative(to: plan.unit)) }
    if !plan.carried.isEmpty {
      guard let current = try output.folder(plan.unit) else {
        throw .changedMeanwhile(path: output.path + "/" + plan.unit)
      }
      for entry in plan.carried {
        let name = entry.path.relative(to: plan.unit)
        if entry.status.kind == .symbolicLink {
          let target = try current.target(ofLink: name)
          guard symlinkat(target, staged.descriptor, name) == 0 else {
            throw .system(path: staged.path + "/" + name, code: errno)
          }
        } else {
          try current.carry(name, entry.status, to: staged, name)
        }
      }
    }
    var lastFolder = ""
    for artifact in plan.writes {
      let path = BytewisePath(artifact.path)
      let name = path.relative(to: plan.unit)
      // The artifacts are sorted, so those of one folder usually follow each other.
      if let above = BytewisePath(name).ancestors.last, above != BytewisePath(lastFolder) {
        _ = try staged.makeFolder(above.text)
        lastFolder = above.text
      }
      try staged.create(name, artifact.bytes, mode: artifact.mode)
    }
    // Innermost first and only now, because a read-only folder could not be filled.
    for inner in plan.folders.reversed() {
      guard let made = try staged.folder(inner.path.relative(to: plan.unit)),
        fchmod(made.descriptor, mode_t(inner.mode)) == 0
      else { throw .system(path: staged.path + "/" + inner.path.text, code: errno) }
    }
    if let mode = plan.mode, fchmod(staged.descriptor, mode_t(mode)) != 0 {
      throw .system(path: staged.path, code: errno)
    }
  }
}
