internal import BackstayKit
internal import Foundation

/// Every checked-in file that the program can produce. `regenerate` writes them, and a test compares them.
package enum GeneratedFiles {
  /// All but the zone table, which needs a copy of the time zone database.
  package static func all() throws -> [GeneratedFile] {
    var files = DocumentSchema.allCases.map {
      GeneratedFile(path: "schemas/\($0.rawValue).schema.json", contents: Data($0.text.utf8))
    }
    files += try ExampleFiles.all()
    files += try FixtureFiles.all()
    files += try ExplanationFiles.all()
    files += ReferencePages.all()
    files.append(try ReadmeFile.file())
    return files
  }

  /// The zone table, made from the folder of PyPI's `tzdata` package.
  package static func zoneTable(tzdata: String) throws -> GeneratedFile {
    let source = try ZoneTableSource.text(zoneinfo: tzdata + "/zoneinfo")
    return GeneratedFile(path: "Sources/Schedules/Zones/ZoneTable.swift", contents: Data(source.utf8))
  }

  /// Files that lie where only generated ones may, and that nothing generates.
  package static func leftOvers(beside files: [GeneratedFile]) -> [String] {
    let known = Set(files.map { $0.path })
    return ExampleFiles.written().filter { !known.contains($0) }
      + FixtureFiles.written().filter { !known.contains($0) }
      + ExplanationFiles.written().filter { !known.contains($0) }
  }

  /// How a generated file differs from the one that is checked in; `nil` where it doesn't.
  package static func difference(of file: GeneratedFile) -> String? {
    let url = PackageRoot.url.appending(path: file.path)
    guard let found = try? Data(contentsOf: url) else { return "\(file.path) is missing" }
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.uint16Value ?? 0
    // Git keeps one bit of a mode only.
    if (mode & 0o100 != 0) != (file.mode & 0o100 != 0) { return "\(file.path) has the mode \(String(mode, radix: 8))" }
    guard found != file.contents else { return nil }
    let old = String(decoding: found, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let new = String(decoding: file.contents, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    var lines = ["\(file.path) differs:"]
    for change in new.difference(from: old).prefix(20) {
      switch change {
      case .remove(let offset, let line, _): lines.append("  \(offset + 1) - \(line)")
      case .insert(let offset, let line, _): lines.append("  \(offset + 1) + \(line)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Writes a file where it differs.
  package static func write(_ file: GeneratedFile) throws {
    guard difference(of: file) != nil else { return }
    let url = PackageRoot.url.appending(path: file.path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try file.contents.write(to: url)
    // Group and others read as the umask says in a checkout; only whether it can be run is kept.
    let mode = file.mode & 0o100 != 0 ? 0o755 : 0o644
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
  }
}
