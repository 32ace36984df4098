internal import ASCII

/// Text of a GitHub Actions workflow, where `${{` begins an expression anywhere.
package enum WorkflowText {
  /// `text` as it is.
  ///
  /// Throws if it would begin an expression. That could be said by another one, but a script with a single expression
  /// in it may have no more than 21,000 characters.
  package static func literal(_ text: String, at place: String) throws(UnsayableValue) -> YAMLValue {
    // The last three bytes.
    var last: UInt32 = 0
    for byte in text.utf8 {
      last = (last << 8 | UInt32(byte)) & 0xFF_FFFF
      if last == 0x24_7B_7B { throw UnsayableValue(place: place, value: text, reason: .expression) }  // ${{
    }
    return .string(text)
  }

  /// The value of a repository's secret.
  ///
  /// Throws if `name` is no name of a secret: capital letters, digits and `_`, and none that begins with a digit or with
  /// `GITHUB_` (docs.github.com, "Naming your secrets").
  package static func secret(_ name: String) throws(UnsayableValue) -> YAMLValue {
    guard isSecretName(name) else { throw UnsayableValue(place: "secret", value: name, reason: .notAName) }
    return .string("${{ secrets.\(name) }}")
  }

  /// Whether a repository's secret can have that name.
  package static func isSecretName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !first.isDigit, !name.utf8.starts(with: "GITHUB_".utf8) else { return false }
    return name.utf8.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: "_") || $0.isUppercase
    }
  }
}
