import BackstayKit
import Diagnostics

/// How findings are printed.
enum FindingFormat: String, CaseIterable {
  case text
  /// One object a line.
  case json
  /// Commands of GitHub Actions.
  case github
  /// One document for the whole run.
  case sarif
}

/// Prints the findings of a run in its format: as they come, or where the format is one document, at the end.
struct FindingReport {
  private let format: FindingFormat
  private var log: SARIFLog?

  init(_ format: FindingFormat) {
    self.format = format
    if format == .sarif { log = SARIFLog() }
  }

  /// Reports what is wrong with a file.
  mutating func add(_ compilation: Compilation) {
    guard !compilation.diagnostics.isEmpty || format == .sarif else { return }
    switch format {
    case .text: Terminal.report(compilation.findingBytes(usesColour: Terminal.usesColour))
    case .json: print(compilation.jsonFindings())
    case .github: print(compilation.workflowCommands())
    case .sarif: log?.add(compilation)
    }
  }

  /// Reports what was fixed in a file. Only formats that go on line by line do: the others tell what is left.
  func add(fixed: FixedFile) {
    guard format == .text || format == .json else { return }
    for applied in fixed.applied {
      switch format {
      case .text: Terminal.report(applied.compilation.renderedFix())
      case .json: print(applied.compilation.jsonFindings(areFixed: true))
      case .github, .sarif: break
      }
    }
  }

  /// Reports what stands against the run itself, such as a path that can't be read.
  mutating func add(failure: String) {
    switch format {
    case .text, .json: Terminal.report("backstay: \(failure)\n")
    case .github: print([RunFailure.workflowCommand(failure)])
    case .sarif: log?.add(failure: failure)
    }
  }

  /// Prints what is neither a finding nor a failure; a document has no place for it.
  func say(_ text: String) {
    if format != .sarif { Terminal.report("backstay: \(text)\n") }
  }

  /// Prints what there was to collect; nothing may be added any more.
  func end() {
    if let log { Terminal.report(log.rendered()) }
  }

  private func print(_ lines: [String]) {
    for line in lines { Terminal.report(line + "\n") }
  }
}
