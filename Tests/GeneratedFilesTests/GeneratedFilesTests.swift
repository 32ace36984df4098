import Artifacts
import BackstayKit
import Diagnostics
import Foundation
import GeneratedFiles
import Targets
import Testing

@Suite struct GeneratedFilesTests {
  /// Everything that can be generated, made once.
  static let files = Result { try GeneratedFiles.all() }

  @Test(arguments: try GeneratedFilesTests.files.get())
  func aFileIsAsItIsCheckedIn(file: GeneratedFile) {
    let difference = GeneratedFiles.difference(of: file)
    #expect(difference == nil, "\(difference ?? ""); run 'swift run regenerate' and review what changes")
  }

  @Test func nothingIsLeftOver() throws {
    #expect(GeneratedFiles.leftOvers(beside: try Self.files.get()) == [])
  }

  @Test func aChangedFileDiffers() throws {
    var file = try #require(try Self.files.get().first)
    file.contents.append(Data("\n".utf8))
    #expect(GeneratedFiles.difference(of: file)?.hasPrefix("\(file.path) differs:") == true)
  }

  @Test func anAbsentFileIsMissing() throws {
    var file = try #require(try Self.files.get().first)
    file.path = "examples/none/generated/file"
    #expect(GeneratedFiles.difference(of: file) == "examples/none/generated/file is missing")
  }

  @Test(arguments: PackageRoot.names(in: "examples"))
  func anExampleCompiledTwiceGivesTheSameBytes(example: String) throws {
    let bytes = Array(try PackageRoot.text(of: "examples/\(example)/policy.yaml").utf8)
    let compiler = Compiler { path in .failure(.init(reason: path)) }
    let file = SourceFile(path: "policy.yaml", bytes: bytes)
    let (first, second) = (compiler.compile(file), compiler.compile(file))
    #expect(!first.outputs.isEmpty)
    #expect(first.outputs.map { $0.target.name } == second.outputs.map { $0.target.name })
    for (a, b) in zip(first.outputs, second.outputs) { #expect(a.artifacts.tarArchive() == b.artifacts.tarArchive()) }
    #expect(first.renderedFindings() == second.renderedFindings())
  }
}
