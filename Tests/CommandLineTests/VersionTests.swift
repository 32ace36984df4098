import Foundation
import Testing

/// The version is one, wherever it is shown.
@Suite struct VersionTests {
  static func version() throws -> String {
    let result = try Backstay.run(["--version"], in: Scratch())
    #expect(result.status == 0 && result.errors == "")
    return result.output.trimmingCharacters(in: .newlines)
  }

  @Test func itIsThatOfTheChangelogsFirstEntry() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = "Sources/BackstayKit/Documentation.docc/Changelog.md"
    let changelog = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    let first = try #require(changelog.split(separator: "\n").first { $0.hasPrefix("## ") })
    let version = try Self.version()
    #expect(first == "## \(version)")
    #expect(version.split(separator: ".").compactMap { Int($0) }.count == 3)
  }

  @Test func helpNamesIt() throws {
    let help = try Backstay.run(["--help"], in: Scratch())
    #expect(help.output.hasPrefix("OVERVIEW: Backstay \(try Self.version()) "))
  }

  @Test func aTreeNamesItOnce() throws {
    let folder = try CompileTests.compiled()
    let version = try Self.version()
    let files = folder.files(below: "out")
    #expect(
      files.filter { String(decoding: $0.value, as: UTF8.self).contains("backstay \(version) ") }.map { $0.key } == [
        ".backstay/wiki.manifest"
      ])
    #expect(files.count > 3)
  }

  @Test func aChartNamesItAsThatOfTheProgramNotAsItsOwn() throws {
    let policy = Policies.clean.replacing(
      "targets: {systemd: {}}",
      with: """
        targets:
          helm:
            namespace: wiki
            kubernetesVersion: "1.29"
            image: registry.example/tools@sha256:\(String(repeating: "0", count: 64))
            bindings: {keys: {secret: wiki-tls, items: {tls.key: /etc/wiki/tls}}}
        """
    ).replacing(
      "disk: {filesystem: {path: /mnt/backup}}", with: "disk: {volumeClaim: {name: backups}}"
    )
    let folder = try Scratch(["p.yaml": policy])
    let result = try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let chart = try folder.text("out/wiki/helm/Chart.yaml")
    #expect(chart.contains("\nversion: \"1.0.0\"\n"))
    #expect(chart.contains("\nappVersion: \"\(try Self.version())\"\n"))
  }

  @Test func aSARIFLogNamesIt() throws {
    let folder = try Scratch(["p.yaml": Policies.broken])
    let run = try FindingFormatTests.sarif(Backstay.run(["lint", "--format", "sarif", "p.yaml"], in: folder).errors)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["version"] as? String == (try Self.version()))
  }
}
