/// The findings of a run so far. Every stage takes one `inout` and adds to it.
package struct Diagnostics: Sendable {
  package private(set) var all: [Diagnostic] = []
  /// How many more there are, and their highest severity.
  private var rest: (count: Int, severity: Severity) = (0, .advice)

  /// Nobody reads more than this, and a file made to have a million would take that much longer.
  package static let limit = 1000

  package init() {}

  /// Whether any finding is an error.
  package var hasErrors: Bool { contains(.error) }

  package var isEmpty: Bool { all.isEmpty }

  /// How many there are, including those left out.
  package var count: Int { all.count + rest.count }

  /// Whether any finding has at least `severity`.
  package func contains(_ severity: Severity) -> Bool {
    all.contains { $0.severity >= severity } || rest.count > 0 && rest.severity >= severity
  }

  package mutating func report(_ diagnostic: Diagnostic) {
    if all.count < Self.limit { all.append(diagnostic) } else { leaveOut(1, upTo: diagnostic.severity) }
  }

  package mutating func report(_ others: Diagnostics) {
    for diagnostic in others.all { report(diagnostic) }
    if others.rest.count > 0 { leaveOut(others.rest.count, upTo: others.rest.severity) }
  }

  private mutating func leaveOut(_ count: Int, upTo severity: Severity) {
    rest = (rest.count + count, max(rest.severity, severity))
  }

  /// Reports a finding from outside the rules.
  package mutating func report(
    _ fault: Fault, _ message: Diagnostic.Message, at span: Span, notes: [Diagnostic.Note] = [], fix: Fix? = nil
  ) {
    report(Diagnostic(fault, message, at: span, notes: notes, fix: fix))
  }

  /// Reports something that a target can't carry out.
  package mutating func refuse(_ text: String, help: String? = nil, at span: Span, notes: [Diagnostic.Note] = []) {
    report(.notSupportedByTarget, .init(text, help: help), at: span, notes: notes)
  }

  /// Adds a fix to the latest finding, once it is known to be valid.
  package mutating func fixLatest(by fix: Fix) {
    // Findings that were left out are not fixed before those that are shown.
    guard rest.count == 0, let latest = all.popLast() else { return }
    all.append(
      Diagnostic(latest.severity, latest.code, latest.message, at: latest.span, notes: latest.notes, fix: fix))
  }

  /// Replaces the help of the latest finding, once it is known what would be valid there.
  package mutating func helpLatest(_ help: String?) {
    guard rest.count == 0, let latest = all.popLast() else { return }
    all.append(
      Diagnostic(
        latest.severity, latest.code, .init(latest.message.text, help: help), at: latest.span, notes: latest.notes,
        fix: latest.fix))
  }

  /// The findings by file, position and code; one that was reported twice appears once. The last one says how many are
  /// left out.
  package func sorted() -> [Diagnostic] {
    let ordered = all.sorted { a, b in
      if a.span.file != b.span.file { return a.span.file < b.span.file }
      if a.span.start != b.span.start { return a.span.start < b.span.start }
      if a.span.end != b.span.end { return a.span.end < b.span.end }
      if a.code != b.code { return a.code < b.code }
      return a.message.text < b.message.text
    }
    var unique: [Diagnostic] = []
    for diagnostic in ordered where unique.isEmpty || diagnostic != unique[unique.count - 1] {
      unique.append(diagnostic)
    }
    if rest.count > 0, let last = unique.last {
      unique.append(
        Diagnostic(
          rest.severity, "\(Fault.tooManyFindings.explanation.code)",
          .init("\(rest.count) more findings are not shown", help: "fix these, and check again"), at: last.span))
    }
    return unique
  }
}
