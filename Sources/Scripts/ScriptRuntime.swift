import Planning

/// What the scripts of one tree load: their parts of the library, in one file whose name has its digest.
///
/// So trees of different versions coexist, and equal runtimes are the same file.
package struct ScriptRuntime: Sendable {
  /// The parts, each once.
  package let parts: [ShellPart]
  /// The whole file.
  package let text: String
  /// Its name. For example: `runtime-6f0c1d2e3a4b5c6d.sh`.
  package let name: String

  /// What `scripts` load together; `nil` if they load nothing.
  package init?(of scripts: [Script]) {
    var used: Set<ShellPart> = []
    for script in scripts { used.formUnion(script.parts) }
    if used.isEmpty { return nil }
    parts = ShellPart.allCases.filter { used.contains($0) }
    var text =
      "# Backstay's runtime: the functions that the scripts beside it call. Policies that need the same share it.\n"
    for part in parts { text += "\n# == \(part.header.title)\n\n\(part.functions)\n" }
    self.text = text
    name = "runtime-\(StableHash.text(of: text, digits: 16)).sh"
  }
}
