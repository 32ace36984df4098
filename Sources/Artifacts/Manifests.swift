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
    let text: String?
    let manifest: Manifest
    let hashes: [BytewisePath: [ContentHash]]
  }

  /// In order of the first parts, because the units come in order.
  private var known: [Known] = []

  /// The hashes that count as ours for the files of a unit, by path; reads each manifest once.
  mutating func hashes(
    for unit: String, in output: borrowing Directory
  ) throws(ArtifactError) -> [BytewisePath: [ContentHash]] {
    let firstPart = String(unit.prefix { $0 != "/" })
    if let last = known.last, BytewisePath(last.firstPart) == BytewisePath(firstPart) { return last.hashes }
    let text = try Self.read(Manifest.fileName(firstPart), in: output)
    let manifest = Manifest(parsing: text ?? "")
    let one = Known(firstPart: firstPart, text: text, manifest: manifest, hashes: manifest.hashes)
    known.append(one)
    return one.hashes
  }

  private static func read(_ name: String, in output: borrowing Directory) throws(ArtifactError) -> String? {
    guard let folder = try output.folder(Manifest.folder), let status = try folder.status(name) else { return nil }
    switch status.kind {
    case .file: return String(decoding: try folder.contents(name, expecting: status.identity), as: UTF8.self)
    case .symbolicLink: throw .symbolicLink(path: folder.path + "/" + name)
    case .directory, .other: throw .unsupportedFile(path: folder.path + "/" + name)
    }
  }

  /// A manifest that has to change.
  struct Change {
    fileprivate let name: String
    fileprivate let hadManifest: Bool
    /// What to hold from before the first swap: old and new, since a kill may leave either.
    fileprivate let before: String?
    /// What to hold after the last swap; `nil` for no manifest.
    fileprivate let after: String?
  }

  /// The changes that the plans bring about; none where all manifests are right.
  func changes(to plans: [FolderPlan], _ tree: ArtifactTree) -> [Change] {
    let plans = Dictionary(grouping: plans) { BytewisePath(String($0.unit.prefix { $0 != "/" })) }
    return known.compactMap { one in
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
      guard after.entries.isEmpty ? one.text != nil : one.text != after.text else { return nil }
      let before = Manifest(one.manifest.entries + entries)
      return Change(
        name: Manifest.fileName(one.firstPart), hadManifest: one.text != nil,
        before: here.allSatisfy { $0.action == .none } || before.text == one.text ? nil : before.text,
        after: after.entries.isEmpty ? nil : after.text)
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
      try output.makeFolder(Staging.folder + "/" + part).create(name, Array(text.utf8), mode: 0o644)
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
      // Fails while other manifests are there, as it should.
      _ = unlinkat(output.descriptor, Manifest.folder, AT_REMOVEDIR)
    }
  }
}
