internal import Diagnostics
internal import YAMLSyntax

/// The findings of a file whose fixes can be applied together.
struct FixSelection {
  /// In the order of their fixes, which don't overlap.
  private(set) var findings: [Diagnostic] = []

  init(of compilation: Compilation) {
    let candidates = compilation.diagnostics.sorted().filter { $0.fix?.span.file == 0 }
    guard !candidates.isEmpty else { return }
    var shared = Self.sharedRanges(of: compilation.files[0])[...]
    var end: UInt32 = 0
    for finding in candidates.sorted(by: { Self.start(of: $0) < Self.start(of: $1) }) {
      guard let span = finding.fix?.span, span.start >= end else { continue }
      while let first = shared.first, first.upperBound <= span.start { shared.removeFirst() }
      if let first = shared.first, first.lowerBound < span.end { continue }
      findings.append(finding)
      end = span.end
    }
  }

  /// Whether a file is still YAML.
  static func isReadable(_ file: SourceFile) -> Bool {
    var diagnostics = Diagnostics()
    return YAMLParser.parse(file, at: 0, &diagnostics) != nil
  }

  private static func start(of finding: Diagnostic) -> UInt32 { finding.fix?.span.start ?? 0 }

  /// The bytes that aliases repeat elsewhere, in order and disjoint: a change there would change several places, each
  /// of which may need another value.
  private static func sharedRanges(of file: SourceFile) -> [Range<UInt32>] {
    var diagnostics = Diagnostics()
    guard let tree = YAMLParser.parse(file, at: 0, &diagnostics) else { return [] }
    var ranges: [Range<UInt32>] = []
    for index in 0..<tree.count where tree[index].kind == .alias {
      let span = tree.span(tree.resolved(index))
      ranges.append(span.start..<span.end)
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var merged: [Range<UInt32>] = []
    for range in ranges {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
