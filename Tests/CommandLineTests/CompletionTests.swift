import Foundation
import Testing

/// What bash offers, by the script that the program prints for it.
@Suite struct CompletionTests {
  static func offered(_ words: [String]) throws -> [String] {
    let folder = try Scratch(["policy.yaml": "", "folder/x.yaml": ""])
    let script = """
      eval "$("$0" --generate-completion-script bash)"
      COMP_WORDS=(backstay \(words.map { "'\($0)'" }.joined(separator: " "))); COMP_CWORD=\(words.count)
      _backstay backstay '\(words.last ?? "")' '\(words.dropLast().last ?? "")' 2> /dev/null
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try Backstay.shell(script, in: folder)
    #expect(result.status == 0)
    return result.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test(arguments: [
    ["lint", "p"], ["compile", "p"], ["explain", "p"], ["lint", "--standard", "p"], ["lint", "--stdin-filename", "p"],
  ])
  func filesAreOffered(words: [String]) throws {
    #expect(try Self.offered(words) == ["policy.yaml"])
  }

  @Test func foldersAndTargetsAreOffered() throws {
    #expect(try Self.offered(["compile", "--output", ""]) == ["folder"])
    #expect(try Self.offered(["compile", "--target", "he"]) == ["helm"])
  }
}
