import ArgumentParser
import BackstayKit
import Diagnostics

/// The command line, as swift-argument-parser sees it.
struct BackstayCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "backstay",
    abstract: "Compiles backup policies to what runs them.",
    discussion: "For example: backstay compile policy.yaml --output generated",
    subcommands: [Lint.self, Compile.self, Explain.self, PrintSchema.self, ListTargets.self, ListRules.self])

  /// Without a subcommand it is wrong usage: a script whose arguments got lost must not take that for clean.
  func status() -> ExitStatus {
    Terminal.report(Self.helpMessage() + "\n")
    return .failure
  }

  /// Runs a command and says how it ended. Wrong usage is 2, as for the tools that people know.
  static func status(of arguments: [String]) -> ExitStatus {
    do {
      return try run(arguments)
    } catch let failure as OutputFailure {
      Terminal.report(RunFailure(failure.message).text + "\n")
    } catch {
      Terminal.report(fullMessage(for: error) + "\n")
    }
    return .failure
  }

  private static func run(_ arguments: [String]) throws -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      if let command = command as? any StatusCommand { return try command.status() }
      try command.run()
    } catch  where exitCode(for: error) == .success {
      // Help that was asked for is thrown too.
      try Terminal.print(fullMessage(for: error) + "\n")
    }
    return .clean
  }
}

/// A command that says how it ended.
protocol StatusCommand: ParsableCommand {
  func status() throws -> ExitStatus
}

/// How findings are shown and weighed.
struct FindingOptions: ParsableArguments {
  @Option(help: "How findings are printed: text, json, github (commands of GitHub Actions) or sarif.")
  var format: FindingFormat = .text

  @Option(help: "The least severity that fails: error, warning or advice.")
  var failOn: Threshold = .error

  @Option(help: "The day, such as 2026-06-01, that dates in a policy are judged on; today if absent.")
  var asOf: Day = .today
}

/// What policies are held to.
struct StandardOptions: ParsableArguments {
  @Option(
    help: "A file of standards that policies must keep; the built-in one gives warnings if absent.",
    completion: .file())
  var standard: String?

  func validate() throws { try SingleOption.validate("--standard") }
}

/// What standard input is called.
struct StandardInputOptions: ParsableArguments {
  @Option(help: "The name that findings in standard input are given.", completion: .file())
  var stdinFilename = "<stdin>"

  func validate() throws {
    if stdinFilename.isEmpty { throw ValidationError("--stdin-filename takes a name.") }
  }
}

extension Day: ExpressibleByArgument {
  /// The text, so that help shows no date of the day.
  var defaultValueDescription: String { "today" }
}

/// The least severity that fails, by its word.
enum Threshold: String, CaseIterable, ExpressibleByArgument {
  case error, warning, advice

  var severity: Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .advice: .advice
    }
  }
}

extension FindingFormat: ExpressibleByArgument {}
