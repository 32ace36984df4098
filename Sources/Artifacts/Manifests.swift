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
    /// The text on disk; `nil` where there is no manifest.
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
    /// What to hold from before the first swap: old and new, since a kill may leave either.
    fileprivate let before: [UInt8]?
    /// What to hold after the last swap; `nil` for no manifest.
    fileprivate let after: [UInt8]?
  }

  /// What becomes of a manifest.
  struct Outcome {
    let firstPart: String
    /// The text after the run; `nil` for no manifest.
    let text: [UInt8]?
    /// What has to be done for it; `nil` where it is right.
    let change: Change?
    /// Whether it has nothing but what was generated now or belongs to other units.
    let isPure: Bool
  }

  /// What the plans make of the manifests.
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
  /// Writes the manifests aside, and makes the folder for them; reports the path of the folder if it made it.
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

  /// Puts back the manifest that was there before `publish`, or none; goes on if that fails, since the one that holds
  /// old and new together does no harm.
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
      // Fails while other manifests are there, as it should.
      _ = unlinkat(output.descriptor, Manifest.folder, AT_REMOVEDIR)
    }
  }
}
