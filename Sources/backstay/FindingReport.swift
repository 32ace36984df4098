import BackstayKit
import Diagnostics

/// Prints the findings of a run in its format: as they come, or, if the format is one document, at the end.
struct FindingReport {
  let format: FindingFormat
  private var log: SARIFLog?
  /// The progress line, which is removed before anything else is printed.
  var progress = ProgressLine(of: 0, isShown: false)
  /// Whether everything could be written.
  private var isWhole = true

  init(_ format: FindingFormat) {
    self.format = format
    if format == .sarif { log = SARIFLog() }
  }

  /// Findings of some files, prepared on any thread and printed in turn.
  struct Part: Sendable {
    private let format: FindingFormat
    fileprivate private(set) var text: [UInt8] = []
    /// The parts of a document.
    fileprivate private(set) var entries: [Entry] = []

    fileprivate enum Entry {
      case compilation(Compilation)
      case failure(RunFailure)
    }

    init(_ format: FindingFormat) { self.format = format }

    /// Adds what is wrong with a file.
    mutating func add(_ compilation: Compilation) {
      guard !compilation.diagnostics.isEmpty || format == .sarif else { return }
      switch format {
      case .text: text += compilation.findingBytes(usesColour: Terminal.usesColour)
      case .json: put(compilation.jsonFindings())
      case .github: put(compilation.workflowCommands())
      case .sarif: entries.append(.compilation(compilation))
      }
    }

    /// Adds what was fixed in a file. Only line-based formats print it: the others print only what is left.
    mutating func add(fixed: FixedFile) {
      guard format == .text || format == .json else { return }
      for applied in fixed.applied {
        switch format {
        case .text: text += applied.compilation.renderedFix().utf8
        case .json: put(applied.compilation.jsonFindings(areFixed: true))
        case .github, .sarif: break
        }
      }
    }

    /// Adds a failure of the run itself, such as a path that can't be read.
    mutating func add(failure: String) {
      let failure = RunFailure(failure)
      switch format {
      case .text: put([failure.text])
      case .json: put([failure.json])
      case .github: put([failure.workflowCommand])
      case .sarif: entries.append(.failure(failure))
      }
    }

    private mutating func put(_ lines: [String]) {
      for line in lines {
        text += line.utf8
        text.append(UInt8(ascii: "\n"))
      }
    }
  }

  /// Prints a part's findings.
  mutating func add(_ part: Part) {
    if !part.text.isEmpty { put(part.text) }
    for entry in part.entries {
      switch entry {
      case .compilation(let compilation): log?.add(compilation)
      case .failure(let failure): log?.add(failure)
      }
    }
  }

  mutating func add(_ compilation: Compilation) {
    var part = Part(format)
    part.add(compilation)
    add(part)
  }

  mutating func add(fixed: FixedFile) {
    var part = Part(format)
    part.add(fixed: fixed)
    add(part)
  }

  mutating func add(failure: String) {
    var part = Part(format)
    part.add(failure: failure)
    add(part)
  }

  /// Prints a generated file, or reports why it can't be printed.
  mutating func print(_ product: [UInt8]) -> ExitStatus {
    do throws(OutputFailure) {
      try Terminal.print(product)
      return .clean
    } catch {
      add(failure: error.message)
      return .failure
    }
  }

  /// Prints text that is neither a finding nor a failure; formats for programs have no place for it.
  mutating func say(_ text: String) {
    if format == .text || format == .github { put(Array((TerminalText.safe("backstay: \(text)") + "\n").utf8)) }
  }

  /// Prints what was collected; nothing may be added afterwards. A report that could not be written is a failure,
  /// because its readers would take missing findings for success.
  mutating func end() -> ExitStatus {
    if let log { put(Array(log.rendered().utf8)) }
    return isWhole ? .clean : .failure
  }

  private mutating func put(_ bytes: [UInt8]) {
    progress.clear()
    if !Terminal.report(bytes) { isWhole = false }
  }
}
