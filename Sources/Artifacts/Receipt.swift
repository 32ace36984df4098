/// The result of compiling one policy, so that the next run can see at once that nothing needs to be done.
///
/// It says that the input with this digest compiles to the files of that manifest. That stays true whatever happens to
/// them, so a receipt is never wrong, only useless. It is at `.backstay/certctl.receipt` beside the manifest, and is of
/// no use to others: the digest includes the build of the program, so a `.gitignore` keeps it out of version control.
struct Receipt: Equatable {
  /// Of everything that the files are made from.
  let digest: ContentHash
  /// Of the manifest's text.
  let manifest: ContentHash

  private static let ignoreFile = ".gitignore"
  private static let ignored = Array("*.receipt\n".utf8)

  init(digest: ContentHash, manifest: ContentHash) {
    self.digest = digest
    self.manifest = manifest
  }

  /// Reads the text of a receipt; `nil` if it isn't one.
  init?(parsing text: [UInt8]) {
    let words = text.split(separator: UInt8(ascii: " "))
    guard words.count == 2, let digest = ContentHash(parsing: words[0]),
      words[1].last == UInt8(ascii: "\n"), let manifest = ContentHash(parsing: words[1].dropLast())
    else { return nil }
    self.init(digest: digest, manifest: manifest)
  }

  /// The text of the file.
  var text: String { digest.text + " " + manifest.text + "\n" }

  /// The file's name for the first part of a path.
  static func fileName(_ firstPart: String) -> String { Manifest.encode(firstPart) + ".receipt" }

  /// The receipt that is there, if there is one that can be read.
  static func read(_ firstPart: String, in folder: borrowing Directory) -> Receipt? {
    (try? folder.fileBytes(fileName(firstPart))).flatMap { $0 }.flatMap { Receipt(parsing: $0) }
  }

  /// Puts the receipt in place, unless it is there. Without one, the next run only does more work.
  func write(_ firstPart: String, in output: borrowing Directory) {
    guard let manifests = try? output.folder(Manifest.folder), Self.read(firstPart, in: manifests) != self,
      let staging = try? output.makeFolder(Staging.folder)
    else { return }
    if (try? manifests.status(Self.ignoreFile)) == .some(.none) {
      try? manifests.create(Self.ignoreFile, Self.ignored, mode: 0o644)
    }
    let name = Self.fileName(firstPart)
    do {
      try staging.create(name, Array(text.utf8), mode: 0o644)
      try staging.rename(name, to: manifests, name)
    } catch {}
    try? output.removeAll(Staging.folder)
  }

  /// Removes the receipt, and with the last one the `.gitignore`.
  static func remove(_ firstPart: String, in folder: borrowing Directory) {
    try? folder.removeAll(fileName(firstPart))
    if let names = try? folder.names(), names == [ignoreFile], (try? folder.fileBytes(ignoreFile)) == ignored {
      try? folder.removeAll(ignoreFile)
    }
  }
}

extension ArtifactWriter {
  /// How many files the units contain, if each is as a compile of the input with this digest left it; `nil` if one
  /// isn't, or if that isn't known.
  ///
  /// All units have the same first part. Each file is read and compared with its hash in the manifest.
  package static func settledCount(
    of units: [String], from digest: ContentHash, in directory: String
  ) -> Int? {
    (try? settledCount(units, digest, directory)).flatMap { $0 }
  }

  private static func settledCount(
    _ units: [String], _ digest: ContentHash, _ directory: String
  ) throws(ArtifactError) -> Int? {
    guard let unit = units.first, let output = try Directory.open(directory),
      // What a killed run left must be cleaned up first.
      try output.status(Staging.folder) == nil, let manifests = try output.folder(Manifest.folder)
    else { return nil }
    let firstPart = Manifest.firstPart(of: unit)
    guard let receipt = Receipt.read(firstPart, in: manifests), receipt.digest == digest,
      let text = try manifests.fileBytes(Manifest.fileName(firstPart)), ContentHash(of: text) == receipt.manifest
    else { return nil }
    let entries = Manifest(parsing: text).entries.filter { entry in units.contains { entry.path.lies(below: $0) } }
    var index = 0
    while index < entries.count {
      // Files of one folder usually follow each other.
      let parent = entries[index].path.parent
      guard let folder = try output.folder(parent) else { return nil }
      repeat {
        let entry = entries[index]
        let name = entry.path.relative(to: parent)
        guard let status = try folder.status(name), status.kind == .file, status.mode == entry.mode,
          try folder.hash(name, expecting: status.identity) == entry.hash
        else { return nil }
        index += 1
      } while index < entries.count && entries[index].path.parent == parent
    }
    return entries.count
  }
}
