import ArgumentParser
import Foundation
import GeneratedFiles

/// Writes every checked-in file that the program can produce.
struct Regenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the checked-in generated files.",
    discussion: "For example: swift run regenerate --check")

  @Flag(help: "Writes nothing, and fails if a file differs.")
  var check = false

  @Option(help: "The folder of PyPI's tzdata package, to also generate the zone table.")
  var tzdata: String?

  func run() throws {
    var files = try GeneratedFiles.all()
    if let tzdata { files.append(try GeneratedFiles.zoneTable(tzdata: tzdata)) }
    let leftOvers = GeneratedFiles.leftOvers(beside: files)
    if check {
      let differences = files.compactMap { GeneratedFiles.difference(of: $0) } + leftOvers.map { "\($0) is left over" }
      guard differences.isEmpty else {
        print(differences.joined(separator: "\n"))
        throw ValidationError("Run 'swift run regenerate', and review what changes.")
      }
      print("\(files.count) generated files are up to date")
    } else {
      for file in files { try GeneratedFiles.write(file) }
      for path in leftOvers { try FileManager.default.removeItem(at: PackageRoot.url.appending(path: path)) }
    }
  }
}

Regenerate.main()
