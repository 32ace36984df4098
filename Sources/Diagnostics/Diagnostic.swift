/// How much a finding weighs.
package enum Severity: UInt8, Sendable, Comparable, CaseIterable {
  case advice, warning, error

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// The word that is printed.
  package var word: String {
    switch self {
    case .advice: "advice"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

/// One finding: what is wrong, where, and the way out.
package final class Diagnostic: Sendable, Equatable {
  /// What a finding says, and the way out of it where the finding itself doesn't say that.
  package struct Message: Sendable, Equatable {
    /// Lower-case, without a full stop at the end; names in backticks.
    package var text: String
    /// One sentence that tells what to do.
    package var help: String?

    package init(_ text: String, help: String? = nil) {
      self.text = Self.cut(text)
      self.help = help.map(Self.cut)
    }

    /// Characters of a text; what is longer holds a value of the user's that is.
    private static let longest = 1000

    private static func cut(_ text: String) -> String {
      guard text.utf8.count > longest else { return text }
      let shown = text.unicodeScalars.prefix(longest)
      return shown.endIndex == text.endIndex ? text : String(shown) + "…"
    }
  }

  /// A second place that the finding rests on.
  package struct Note: Sendable, Equatable {
    package var text: String
    package var span: Span

    package init(_ text: String, at span: Span) {
      self.text = text
      self.span = span
    }
  }

  package let severity: Severity
  /// The rule's name, kebab-cased.
  package let code: String
  package let message: Message
  package let span: Span
  package let notes: [Note]
  /// The change that takes the finding away, where there is only one and it decides nothing.
  package let fix: Fix?

  /// Whether the line that the finding points at holds a secret, which must not be printed once more.
  package var isConfidential: Bool { self.is(.literalSecret) }

  package init(
    _ severity: Severity, _ code: String, _ message: Message, at span: Span, notes: [Note] = [], fix: Fix? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.notes = notes
    self.fix = fix
  }

  /// A finding that no rule makes, and weighs what it always does.
  package convenience init(_ fault: Fault, _ message: Message, at span: Span, notes: [Note] = [], fix: Fix? = nil) {
    let explanation = fault.explanation
    self.init(explanation.severity, "\(explanation.code)", message, at: span, notes: notes, fix: fix)
  }

  /// Whether a finding that no rule makes is this one.
  package func `is`(_ fault: Fault) -> Bool { code == "\(fault.explanation.code)" }

  /// Whether both say the same at the same place. What an alias repeats is read several times and reported once, even if
  /// not every reading would take the fix.
  package static func == (a: Diagnostic, b: Diagnostic) -> Bool {
    a.severity == b.severity && a.code == b.code && a.message == b.message && a.span == b.span && a.notes == b.notes
  }
}

/// The findings of a run so far. Every stage takes one `inout` and adds to it.
package struct Diagnostics: Sendable {
  package private(set) var all: [Diagnostic] = []
  /// How many more there are, and how much the gravest of them weighs.
  private var rest: (count: Int, severity: Severity) = (0, .advice)

  /// Nobody reads more than this many, and a file made to have a million would take as long as that.
  package static let limit = 1000

  package init() {}

  /// Whether any finding is an error.
  package var hasErrors: Bool { contains(.error) }

  package var isEmpty: Bool { all.isEmpty }

  /// How many there are, with those that are left out.
  package var count: Int { all.count + rest.count }

  /// Whether any finding weighs at least `severity`.
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

  /// Reports a finding that no rule makes.
  package mutating func report(
    _ fault: Fault, _ message: Diagnostic.Message, at span: Span, notes: [Diagnostic.Note] = [], fix: Fix? = nil
  ) {
    report(Diagnostic(fault, message, at: span, notes: notes, fix: fix))
  }

  /// Reports something that a target can't carry out.
  package mutating func refuse(_ text: String, help: String? = nil, at span: Span, notes: [Diagnostic.Note] = []) {
    report(.notSupportedByTarget, .init(text, help: help), at: span, notes: notes)
  }

  /// Gives the latest finding a fix that was found to hold after it was reported.
  package mutating func fixLatest(by fix: Fix) {
    // One that was left out is not fixed before those that are shown.
    guard rest.count == 0, let latest = all.popLast() else { return }
    all.append(
      Diagnostic(latest.severity, latest.code, latest.message, at: latest.span, notes: latest.notes, fix: fix))
  }

  /// Gives the latest finding another help, once it is known what is read in its place.
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
          .init("\(rest.count) more findings are not shown", help: "mend these, and look again"), at: last.span))
    }
    return unique
  }
}
