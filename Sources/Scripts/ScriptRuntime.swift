import Formats
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
    var text = ByteText(capacity: 65_536)
    text +=
      "# Backstay's runtime: the functions that the scripts beside it call. Policies that need the same share it.\n"
    for part in parts { part.append(to: &text) }
    self.text = text.string
    name = "runtime-\(StableHash.text(of: self.text, digits: 16)).sh"
  }
}

extension ShellPart {
  /// Appends the functions under the title; a single one has a comment of its own, or the title for it.
  fileprivate func append(to text: inout ByteText) {
    text += "\n"
    shipped.withUnsafeBufferPointer { functions in
      let isSingle = !functions.endsFunctionEarly
      let isCommented = functions.first == UInt8(ascii: "#")
      if !isSingle || !isCommented {
        text += isSingle ? "# " : "# == "
        text += header.title
        text += isSingle ? "\n" : "\n\n"
      }
      text.append(functions)
    }
    text += "\n"
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a function ends before the end.
  fileprivate var endsFunctionEarly: Bool {
    let newline = UInt8(ascii: "\n")
    var index = 1
    while index + 1 < count {
      if self[index] == UInt8(ascii: "}"), self[index - 1] == newline, self[index + 1] == newline { return true }
      index += 1
    }
    return false
  }
}
