internal import Artifacts
internal import Diagnostics

/// What identifies a finding from one run to the next, even if its line has moved: its rule and the text of its line,
/// and if the same line occurs several times, which of them it is.
struct LineFingerprints {
  /// The name under which a log gives them, with the version of how they are made.
  static let name = "ruleAndLine/v1"

  /// Of a long line only the beginning counts, so that many findings in a line of megabytes stay cheap.
  private static let longest = 512

  private var counts: [String: Int] = [:]

  mutating func next(of diagnostic: Diagnostic, in file: SourceFile) -> String {
    let line = file.bytes[file.lineRange(around: Int(diagnostic.span.start))]
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }.prefix(Self.longest)
    // A digest of a secret could be guessed.
    let shown = diagnostic.isConfidential ? "" : String(decoding: text, as: UTF8.self)
    let hash = ContentHash(of: diagnostic.code + "\n" + shown).text
    counts[hash, default: 0] += 1
    return "\(hash):\(counts[hash, default: 1])"
  }
}
