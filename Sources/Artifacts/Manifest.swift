/// What we remember of the files that we generated for one deployment or policy.
///
/// There is one for each first part of a path, such as `certctl`, whichever of its units are written, so that compiling
/// all targets and compiling one of them share their memory. It lies at `.backstay/certctl.manifest` in the output
/// folder: beside the units, never inside a chart or kustomization. It belongs under version control with them.
///
/// A path may have several lines: while a unit is being replaced both its old and its new bytes are ours, and a merge
/// may keep both sides. Lines that are not understood, such as marks of a merge conflict, are passed over.
struct Manifest: Equatable {
  /// One generated file. For example: `0644 cbf29ce484222325 certctl/helm/Chart.yaml`.
  struct Entry: Hashable {
    let path: BytewisePath
    let mode: UInt16
    let hash: ContentHash
  }

  static let folder = ".backstay"

  /// The only place of a tree that tells which version made it: another one with the same output touches no other file.
  private static let heading = """
    # Files that backstay \(ProgramVersion.text) generated: mode, hash, path. By this list it tells files that a person edited.

    """

  /// The files in order of their paths.
  let entries: [Entry]

  /// Creates a manifest; the same entry given twice counts once.
  init(_ entries: some Sequence<Entry>) {
    self.entries = Set(entries).sorted {
      if $0.path != $1.path { return $0.path < $1.path }
      return ($0.hash.value, $0.mode) < ($1.hash.value, $1.mode)
    }
  }

  /// Reads the text of a manifest.
  init(parsing text: String) {
    self.init(
      text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard parts.count == 3, let mode = UInt16(Substring(parts[0]), radix: 8), parts[1].count == 16,
          let hash = UInt64(Substring(parts[1]), radix: 16)
        else { return nil }
        return Entry(path: BytewisePath(String(Substring(parts[2]))), mode: mode, hash: ContentHash(value: hash))
      })
  }

  /// The text of the file, the same for the same entries.
  var text: String {
    var text = Self.heading
    for entry in entries {
      let mode = String(entry.mode, radix: 8)
      text += String(repeating: "0", count: max(0, 4 - mode.count)) + mode
      text += " " + entry.hash.text + " " + entry.path.text + "\n"
    }
    return text
  }

  /// The hashes that count as ours, for each path.
  var hashes: [BytewisePath: [ContentHash]] {
    Dictionary(entries.map { ($0.path, [$0.hash]) }, uniquingKeysWith: { $0 + $1 })
  }

  /// The file's name for the first part of a path.
  static func fileName(_ firstPart: String) -> String {
    encode(firstPart) + ".manifest"
  }

  /// A relative path as one file name, reversibly: `certctl%2Fhelm`.
  static func encode(_ path: String) -> String {
    var name = ""
    for character in path.unicodeScalars {
      switch character {
      case "%": name += "%25"
      case "/": name += "%2F"
      default: name.unicodeScalars.append(character)
      }
    }
    return name
  }

  /// The path that `encode` made a name of.
  static func decode(_ name: String) -> String {
    let parts = name.split(separator: "%", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { path, part in
      path + (part.hasPrefix("2F") ? "/" : "%") + part.dropFirst(2)
    }
  }
}
