#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The manifests of all deployments and policies that a run writes.
struct Manifests {
  private struct Known {
    let firstPart: String
    /// The text on disk; `nil` if there is no manifest.
    let text: [UInt8]?
    let manifest: Manifest
    let hashes: [BytewisePath: [ContentHash]]
  }

  /// In order of the first parts, because the units come in order.
  private var known: [Known] = []

  /// The hashes that count as ours for the files of a unit, by path; reads each manifest once.
  mutating func hashes(
    for unit: String, in output: borrowing Directory
  ) throws(ArtifactError) -> [BytewisePath: [ContentHash]] {
    let firstPart = Manifest.firstPart(of: unit)
    if let last = known.last, BytewisePath(last.firstPart) == BytewisePath(firstPart) { return last.hashes }
    let text = try Self.read(Manifest.fileName(firstPart), in: output)
    let manifest = Manifest(parsing: text ?? [])
    let one = Known(firstPart: firstPart, text: text, manifest: manifest, hashes: manifest.hashes)
    known.append(one)
    return one.hashes
  }

  private static func read(_ name: String, in output: borrowing Directory) throws(ArtifactError) -> [UInt8]? {
    guard let folder = try output.folder(Manifest.folder) else { return nil }
    return try folder.fileBytes(name)
  }

  /// A manifest that has to change.
  struct Change {
    fileprivate let firstPart: String
    fileprivate var name: String { Manifest.fileName(firstPart) }
    fileprivate let hadManifest: Bool
    /// Its content from before the first swap on: old and new, since a kill may leave either.
    fileprivate let before: [UInt8]?
    /// Its content after the last swap; `nil` for no manifest.
    fileprivate let after: [UInt8]?
  }

  /// What becomes of a manifest.
  struct Outcome {
    let firstPart: String
    /// The text after the run; `nil` for no manifest.
    let text: [UInt8]?
    /// What has to be done for that; `nil` if it is already right.
    let change: Change?
    /// Whether it has only entries that were generated now or belong to other units.
    let isPure: Bool
  }

  /// The manifests after the plans.
  func outcomes(of plans: [FolderPlan], _ tree: ArtifactTree) -> [Outcome] {
    let plans = Dictionary(grouping: plans) { BytewisePath(Manifest.firstPart(of: $0.unit)) }
    return known.map { one in
      let here = plans[BytewisePath(one.firstPart)] ?? []
      let kept = Set(here.flatMap { $0.kept }.map(BytewisePath.init))
      var entries = one.manifest.entries.filter { entry in
        kept.contains(entry.path) || !here.contains { entry.path.lies(below: $0.unit) }
      }
      for artifact in here.flatMap({ tree.artifacts(below: $0.unit) }) {
        let hash = ContentHash(of: artifact.bytes)
        entries.append(.init(path: BytewisePath(artifact.path), mode: artifact.mode, hash: hash))
      }
      let after = Manifest(entries)
      let text = after.entries.isEmpty ? nil : after.text
      var change: Change?
      if one.text != text {
        let before = Manifest(one.manifest.entries + entries).text
        change = Change(
          firstPart: one.firstPart, hadManifest: one.text != nil,
          before: here.allSatisfy { $0.action == .none } || before == one.text ? nil : before, after: text)
      }
      return Outcome(firstPart: one.firstPart, text: text, change: change, isPure: kept.isEmpty)
    }
  }
}

extension Manifests.Change {
  /// Stages the manifests, and creates their folder; reports the path of the folder if it created it.
  func stage(in output: borrowing Directory, made: (String) -> Void) throws(ArtifactError) {
    let manifests = try output.makeFolder(Manifest.folder, made: made)
    if let status = try manifests.status(name) {
      try manifests.carry(name, status, to: output.makeFolder(Staging.folder + "/saved"), name)
    }
    for (part, text) in [("before", before), ("after", after)] {
      guard let text else { continue }
      try output.makeFolder(Staging.folder + "/" + part).create(name, text, mode: 0o644)
    }
  }

  /// Restores the manifest from before `publish`, or none; continues if that fails, since the one that has old and new
  /// together does no harm.
  func undo(in output: borrowing Directory) {
    guard let manifests = try? output.makeFolder(Manifest.folder) else { return }
    if hadManifest {
      try? output.makeFolder(Staging.folder + "/saved").rename(name, to: manifests, name)
    } else {
      try? manifests.removeAll(name)
    }
  }

  /// Puts one of the two staged manifests in place.
  func publish(_ part: String, in output: borrowing Directory) throws(ArtifactError) {
    let manifests = try output.makeFolder(Manifest.folder)
    if (part == "before" ? before : after) != nil {
      try output.makeFolder(Staging.folder + "/" + part).rename(name, to: manifests, name)
    } else if part == "after" {
      try manifests.removeAll(name)
      Receipt.remove(firstPart, in: manifests)
      // Fails while other manifests are there, which is intended.
      _ = unlinkat(output.descriptor, Manifest.folder, AT_REMOVEDIR)
    }
  }
}
