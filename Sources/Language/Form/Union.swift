package import Diagnostics

/// A value that has one of several forms: a word, a scalar, a list, one of several records.
///
/// Its declaration names each form once, and runs in three modes: it describes the forms, finds the one that a node
/// has, and reads that one.
///
///     static func declare(_ form: inout Form, _ forms: inout Forms) -> Cadence? {
///       form.word(&forms, "manual", Cadence.manual)
///         ?? form.form(&forms, ClockCadence.self, Cadence.clock)
///         ?? form.record(&forms, PhysicalCadence.self, by: "full", "wal") { .physical($0) }
///     }
package protocol Union: Readable {
  static func declare(_ form: inout Form, _ forms: inout Forms) -> Self?
}

extension Union {
  package static func read(_ form: inout Form, at node: Int) -> Self? {
    let best = form.fit(of: Self.self, at: node)
    guard best.fit > .none else {
      form.reportForms(of: Self.self, at: node)
      return nil
    }
    var forms = Forms(.reading, at: node, best: best.index) { schema }
    return declare(&form, &forms)
  }

  package static var schema: Schema {
    var form = Form(describing: true)
    var forms = Forms(.describing, at: 0) { .oneOf([]) }
    _ = declare(&form, &forms)
    return .oneOf(forms.schemas)
  }
}

/// What a union's declaration has found so far. It is not generic, because the runtime would create a type for each
/// union at every start.
package struct Forms {
  enum Mode { case describing, choosing, reading }

  let mode: Mode
  let node: Int
  /// All forms of the value, for findings about its keys.
  let union: () -> Schema
  /// Forms that were declared before.
  var index = 0
  /// The form that fits best, and how well.
  var best = (index: -1, fit: Fit.none)
  /// Collected in describing mode only.
  var schemas: [Schema] = []

  init(_ mode: Mode, at node: Int, best: Int = -1, of union: @escaping () -> Schema) {
    self.mode = mode
    self.node = node
    self.best.index = best
    self.union = union
  }

  /// Whether forms are only described; if so, records this one, or all forms of another union.
  mutating func describes(_ schema: @autoclosure () -> Schema) -> Bool {
    guard mode == .describing else { return false }
    if case .oneOf(let others) = schema() { schemas += others } else { schemas.append(schema()) }
    return true
  }

  /// Whether the form that is declared is to be read now.
  mutating func isTurn(fit: Fit) -> Bool {
    defer { index += 1 }
    if mode == .reading { return index == best.index }
    if fit > best.fit { best = (index, fit) }
    return false
  }
}

/// How well a form fits a node.
enum Fit: UInt8, Comparable {
  case none
  /// Not at all, but its reader gives the best finding.
  case fallback
  /// By the kind of node.
  case kind
  /// By the node's content.
  case exact

  static func < (a: Fit, b: Fit) -> Bool { a.rawValue < b.rawValue }
}

extension Form {
  // MARK: The forms of a union

  /// A word. Words of one union are listed together.
  package mutating func word<U>(_ forms: inout Forms, _ word: StaticString, _ make: (Span) -> U) -> U? {
    if forms.mode == .describing {
      if case .keyword(let words) = forms.schemas.last {
        forms.schemas[forms.schemas.count - 1] = .keyword(words + [word])
      } else {
        forms.schemas.append(.keyword([word]))
      }
      return nil
    }
    return forms.isTurn(fit: self.word(word, at: forms.node) ? .exact : .none) ? make(span(of: forms.node)) : nil
  }

  /// A scalar; a condition can exclude some.
  package mutating func scalar<T: Readable, U>(
    _ forms: inout Forms, _: T.Type, when condition: (borrowing Form, Int) -> Bool = { _, _ in true },
    _ make: (T) -> U
  ) -> U? {
    if forms.describes(T.schema) { return nil }
    let node = forms.node
    let fit: Fit = forms.mode == .reading || !condition(self, node) ? .none : isScalar(at: node) ? .kind : .fallback
    return forms.isTurn(fit: fit) ? T.read(&self, at: node).map(make) : nil
  }

  /// A list; a condition can exclude scalars from being reported as faulty lists.
  package mutating func list<T: Readable, U>(
    _ forms: inout Forms, of _: T.Type, expected: StaticString = "a list",
    when condition: (borrowing Form, Int) -> Bool = { _, _ in true }, _ make: ([T]) -> U
  ) -> U? {
    if forms.describes(.list(T.schema)) { return nil }
    let node = forms.node
    let fit: Fit = forms.mode == .reading || !condition(self, node) ? .none : isSequence(at: node) ? .exact : .fallback
    guard forms.isTurn(fit: fit) else { return nil }
    let items: [T]? = wholeList(at: node, expected: expected)
    return items.map(make)
  }

  /// A record. Of several, the one with one of these keys is meant, otherwise the one that is declared without keys.
  package mutating func record<R: Record, U>(
    _ forms: inout Forms, _: R.Type, by keys: StaticString..., as make: (R) -> U?
  ) -> U? {
    checkedRecord(&forms, R.self, by: keys) { _, record in make(record) }
  }

  /// The same where more may be wrong with it than its keys.
  package mutating func checkedRecord<R: Record, U>(
    _ forms: inout Forms, _: R.Type, by keys: [StaticString] = [], _ make: (inout Form, R) -> U?
  ) -> U? {
    if forms.describes(R.schema) { return nil }
    let node = forms.node
    var fit = Fit.none
    if forms.mode == .choosing, isMapping(at: node) {
      fit = keys.isEmpty ? .kind : keys.contains { has($0, at: node) } ? .exact : .none
    }
    guard forms.isTurn(fit: fit) else { return nil }
    let union = forms.union
    return record(R.self, at: node, of: union()).flatMap { make(&self, $0) }
  }

  /// All the forms of another union.
  package mutating func form<V: Union, U>(_ forms: inout Forms, _: V.Type, _ make: (V) -> U) -> U? {
    if forms.describes(V.schema) { return nil }
    let node = forms.node
    guard forms.isTurn(fit: forms.mode == .reading ? .none : fit(of: V.self, at: node).fit) else { return nil }
    return chosen(V.self, at: node, of: forms.union).map(make)
  }

  // MARK: Reading

  /// The form that fits a node best.
  fileprivate mutating func fit<U: Union>(of _: U.Type, at node: Int) -> (index: Int, fit: Fit) {
    var forms = Forms(.choosing, at: node) { U.schema }
    _ = U.declare(&self, &forms)
    return forms.best
  }

  /// The value in the form that fits best.
  fileprivate mutating func chosen<U: Union>(_: U.Type, at node: Int, of union: @escaping () -> Schema) -> U? {
    var forms = Forms(.reading, at: node, best: fit(of: U.self, at: node).index, of: union)
    return U.declare(&self, &forms)
  }

  /// A node that has none of the forms.
  @inline(never)
  fileprivate mutating func reportForms<U: Union>(of _: U.Type, at node: Int) {
    guard case .oneOf(let schemas) = U.schema else { return }
    var words: [StaticString] = []
    var others: [String] = []
    for schema in schemas {
      switch schema {
      case .keyword(let more): words += more
      case .string(let string): others.append("\(string.expectation)")
      case .integer: others.append("a number")
      case .list: others.append("a list")
      case .record, .map: if !others.contains("a mapping") { others.append("a mapping") }
      case .boolean, .constant, .oneOf, .anything: break
      }
    }
    if isScalar(at: node) {
      reportKeyword(at: node, words: words, or: others, help: nearest(among: words.map { "\($0)" }, node) ?? U.help)
    } else {
      let expected = Self.either(words.map { "`\($0)`" } + others)
      fault(.wrongType, .init("expected \(expected), found \(kindWords(node))", help: U.help), at: node)
    }
  }
}
