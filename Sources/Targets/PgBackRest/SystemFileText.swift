/// Text files of lines with a comment at the top.
enum SystemFileText {
  /// `lines` under `header`.
  static func lines(_ lines: [String], header: [String]) -> String {
    (header.map { "# \($0)" } + lines).joined(separator: "\n") + "\n"
  }
}
