/// Our record of the files that we generated for one deployment or policy.
///
/// There is one for each first part of a path, such as `certctl`, whichever of its units are written, so that compiling
/// all targets and compiling one of them share the record. It is at `.backstay/certctl.manifest` in the output folder:
/// beside the units, never inside a chart or kustomization. It belongs under version control with them.
///
/// A path may have several lines: while a unit is being replaced, both its old and its new bytes are ours, and a merge
/// may keep both sides. Unknown lines, such as merge conflict markers, are skipped.
struct Manifest: Equatable {
  /// One generated file. For example: `0644 cbf29ce484222325 certctl/helm/Chart.yaml`.
  struct Entry: Equatable {
    let path: BytewisePath
    let mode: UInt16
    let hash: ContentHash
  }

  static let folder = ".backstay"

  /// The only place in a tree with the program's version, so that another version with the same output touches no other
  /// file.
  private static let heading = """
    # Files that backstay \(ProgramVersion.text) generated: mode, hash, path. This list shows which files were edited since.

    """

  /// The files in order of their paths.
  let entries: [Entry]

  /// Creates a manifest; the same entry given twice counts once.
  init(_ entries: [Entry]) {
    var ordered = entries
    // A tree's entries are already in order.
    if !zip(entries, entries.dropFirst()).allSatisfy({ $0 < $1 }) {
      ordered.sort()
      ordered = ordered.enumerated().filter { $0.offset == 0 || ordered[$0.offset - 1] < $0.element }.map { $0.element }
    }
    self.entries = ordered
  }

  /// Reads the text of a manifest.
  init(parsing text: [UInt8]) {
    self.init(text.split(separator: UInt8(ascii: "\n")).compactMap { Entry(parsing: $0) })
  }

  /// The text of the file, the same for the same entries.
  var text: [UInt8] {
    var text = Array(Self.heading.utf8)
    text.reserveCapacity(text.count + 100 * entries.count)
    for entry in entries { entry.append(to: &text) }
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

  /// The part of a path whose units share a manifest: `certctl` for `certctl/helm`.
  static func firstPart(of path: String) -> String {
    String(path[..<(path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex)])
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

  /// The path of a name that `encode` made.
  static func decode(_ name: String) -> String {
    let parts = name.split(separator: "%", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { path, part in
      path + (part.hasPrefix("2F") ? "/" : "%") + part.dropFirst(2)
    }
  }
}

extension Manifest.Entry: Comparable {
  static func < (lhs: Self, rhs: Self) -> Bool {
    if lhs.path != rhs.path { return lhs.path < rhs.path }
    return (lhs.hash.value, lhs.mode) < (rhs.hash.value, rhs.mode)
  }

  /// Reads a line; `nil` if it isn't an entry.
  fileprivate init?(parsing line: ArraySlice<UInt8>) {
    let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard parts.count == 3, let mode = UInt16(String(decoding: parts[0], as: UTF8.self), radix: 8),
      let hash = ContentHash(parsing: parts[1])
    else { return nil }
    self.init(path: BytewisePath(String(decoding: parts[2], as: UTF8.self)), mode: mode, hash: hash)
  }

  /// Appends the entry's line.
  fileprivate func append(to text: inout [UInt8]) {
    let digits = String(mode, radix: 8).utf8
    text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 4 - digits.count)))
    text.append(contentsOf: digits)
    text.append(UInt8(ascii: " "))
    hash.append(to: &text)
    text.append(UInt8(ascii: " "))
    text.append(contentsOf: path.text.utf8)
    text.append(UInt8(ascii: "\n"))
  }
}
