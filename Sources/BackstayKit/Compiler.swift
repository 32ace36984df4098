package import Diagnostics
internal import Language
internal import Linting
internal import Planning
internal import Schedules
package import Targets
internal import YAMLSyntax

/// The pipeline from a source file to artifacts. It uses no terminal and no file system.
package struct Compiler: Sendable {
  /// Returns the file that a policy extends, or why it can't.
  package typealias Loader = @Sendable (_ path: String) -> Result<SourceFile, LoadingFailure>

  /// Why a file can't be read, in words such as "no such file".
  package struct LoadingFailure: Error {
    package var reason: String

    package init(reason: String) { self.reason = reason }
  }

  /// What policies must meet besides their own objectives, and besides the built-in standard if they name it.
  package enum Standards: Sendable {
    /// Nothing.
    case none
    /// The built-in standard, whose findings are then warnings.
    case builtin
    /// The standards of a file, which are binding; policies to which none applies are checked against the built-in one.
    case file(SourceFile)
  }

  private let load: Loader
  private let asOf: Int?
  private let standards: Standards

  /// Creates the pipeline. Expiry dates are judged on a day, counted from 1 January 1970; without one they are skipped.
  package init(asOf: Int? = nil, against standards: Standards = .none, load: @escaping Loader) {
    self.asOf = asOf
    self.standards = standards
    self.load = load
  }

  /// The day of a date such as `2026-06-01`, counted from 1 January 1970; `nil` if it isn't one.
  package static func day(of date: String) -> Int? {
    guard date.utf8.count == 10 else { return nil }
    return Instant(rfc3339: date)?.dayInUTC
  }

  /// Reads, validates and plans a file's policies, and checks that their targets can carry them out.
  package func lint(_ file: SourceFile) -> Compilation {
    examine(file, inFull: false)
  }

  private func examine(_ file: SourceFile, inFull: Bool) -> Compilation {
    var compilation = Compilation(files: [file])
    plan(&compilation, inFull: inFull)
    for plan in compilation.plans {
      for target in TargetCatalog.all where target.isDeclared(in: plan) {
        target.check(plan, &compilation.diagnostics)
      }
    }
    return compilation
  }

  /// Lints a file and renders its policies for the given targets, or for those that they declare.
  ///
  /// A policy is left out if `isSettled`: if its rendered files would be the same as those already there. It is called
  /// with the policy's name, its targets and every file that the policy was read from or checked against.
  package func compile(
    _ file: SourceFile, for targets: [any Target]? = nil,
    unless isSettled: (String, [any Target], [SourceFile]) -> Bool = { _, _, _ in false }
  ) -> Compilation {
    var compilation = examine(file, inFull: true)
    for plan in compilation.plans {
      for target in targets ?? [] where !target.isDeclared(in: plan) {
        compilation.diagnostics.report(
          .undeclaredTarget,
          .init("`\(plan.name.value)` declares no target `\(target.name)`", help: "add it under `targets`"),
          at: plan.name.span)
      }
    }
    guard !compilation.diagnostics.hasErrors else { return compilation }
    for plan in compilation.plans {
      let declared = (targets ?? TargetCatalog.all).filter { $0.isDeclared(in: plan) }
      if isSettled(plan.name.value, declared, compilation.files) {
        compilation.settled.append(.init(name: plan.name.value, targets: declared))
      } else {
        for target in declared {
          guard let artifacts = target.artifacts(for: plan, &compilation.diagnostics) else { continue }
          compilation.outputs.append(.init(plan: plan, target: target, artifacts: artifacts))
        }
      }
    }
    if compilation.diagnostics.hasErrors {
      compilation.outputs = []
      compilation.settled = []
    }
    return compilation
  }

  /// Lints a file and, if it has no errors, explains its policies, with their runs for some days from a day on, counted
  /// from counted from 1 January 1970.
  package func explain(_ file: SourceFile, from day: Int, days: Int) -> (Compilation, [PolicyExplanation]) {
    let compilation = examine(file, inFull: true)
    guard !compilation.diagnostics.hasErrors else { return (compilation, []) }
    let from = Instant(secondsSince1970: Int64(day) * 86_400)
    let declared = declaredStandards(at: compilation.files.count)
    var plans = compilation.plans[...]
    let explanations = compilation.documents.compactMap { document -> PolicyExplanation? in
      guard case .policy(let policy) = document, let plan = plans.popFirst() else { return nil }
      let applied = AppliedStandard.all(
        for: policy, of: declared, advisesBuiltin: standards.advisesBuiltin, file: compilation.files.count)
      return PolicyExplanation(PolicyProof(policy, asOf: asOf), plan, against: applied, from: from, days: days)
    }
    return (compilation, explanations)
  }

  /// Plans the file's policies; `inFull` if more than a lint is needed: digests of their meaning and notes of their
  /// defaults would slow it down.
  private func plan(_ compilation: inout Compilation, inFull: Bool) {
    guard let tree = YAMLParser.parse(compilation.files[0], at: 0, &compilation.diagnostics) else { return }
    var expansion = Expansion(files: compilation.files) { path in
      load(path).mapError { Expansion.Failure(reason: $0.reason) }
    }
    let expanded = expansion.expand(tree, &compilation.diagnostics)
    compilation.files = expansion.files
    guard let expanded else { return }
    var digests: [String] = []
    if inFull {
      for root in expanded.documents where !expanded.isNull(root) { digests.append(expanded.digest(of: root)) }
    }
    compilation.documents = Document.read(expanded, notingDefaults: inFull, &compilation.diagnostics)
    let declared = declaredStandards(at: compilation.files.count)
    if case .file(let file) = standards { compilation.files.append(file) }
    let builtin = compilation.files.count
    // Unreadable documents leave no place for their plans; with such a fault, nothing is rendered.
    for (index, document) in compilation.documents.enumerated() {
      switch document {
      case .policy(let policy):
        let applied = AppliedStandard.all(
          for: policy, of: declared, advisesBuiltin: standards.advisesBuiltin, file: builtin)
        guard let valid = Linter.validate(policy, asOf: asOf, against: applied, &compilation.diagnostics) else {
          continue
        }
        compilation.plans.append(
          Planner.plan(
            valid, policyFile: compilation.files[0].name,
            digest: index < digests.count ? digests[index] : ""))
      case .faultyPolicy(let policy): Linter.examine(faulty: policy, asOf: asOf, &compilation.diagnostics)
      case .standard: break
      }
    }
    let pointsAtBuiltin = compilation.diagnostics.all.contains { finding in
      finding.notes.contains { $0.span.file == builtin }
    }
    if pointsAtBuiltin { compilation.files.append(BuiltinStandard.file) }
  }
}

// MARK: Standards

extension Compiler {
  /// Reads a file of standards; its errors, and any document that isn't a standard, are reported.
  package static func read(standards file: SourceFile) -> Compilation {
    var compilation = Compilation(files: [file])
    guard let tree = YAMLParser.parse(file, at: 0, &compilation.diagnostics) else { return compilation }
    compilation.documents = Document.read(tree, &compilation.diagnostics)
    for document in compilation.documents {
      switch document {
      case .standard: break
      case .policy(let policy), .faultyPolicy(let policy):
        compilation.diagnostics.report(
          .wrongDocument, .init("expected a standard, found a policy", help: "give policies as arguments"),
          at: policy.metadata.name.text.span)
      }
    }
    return compilation
  }

  /// The standards that policies must meet, from the file that is the `index`-th of the compilation; `read(standards:)`
  /// reports what is wrong with it.
  private func declaredStandards(at index: Int) -> [Standard] {
    guard case .file(let file) = standards else { return [] }
    var findings = Diagnostics()
    guard let tree = YAMLParser.parse(file, at: index, &findings) else { return [] }
    var standards: [Standard] = []
    for case .standard(let standard) in Document.read(tree, &findings) { standards.append(standard) }
    return standards
  }
}

extension Compiler.Standards {
  fileprivate var advisesBuiltin: Bool { if case .none = self { false } else { true } }
}
