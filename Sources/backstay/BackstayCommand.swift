import ArgumentParser
import Artifacts
import BackstayKit

/// The command line, as swift-argument-parser sees it.
struct BackstayCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "backstay",
    abstract: "Backstay \(ProgramVersion.text) compiles backup policies into what runs them.",
    discussion: "For example: backstay compile policy.yaml --output generated", version: ProgramVersion.text,
    subcommands: [Lint.self, Compile.self, Explain.self, PrintSchema.self, ListTargets.self, ListRules.self])

  /// A call without a subcommand is wrong usage: a script whose arguments got lost must not take it for success.
  func status() -> ExitStatus {
    Terminal.report(Self.helpMessage() + "\n")
    return .failure
  }

  /// Runs a command and returns its exit status. Wrong usage is 2, as with common tools.
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
      // Requested help is thrown too.
      try Terminal.print(fullMessage(for: error) + "\n")
    }
    return .clean
  }
}

/// A command that returns its exit status.
protocol StatusCommand: ParsableCommand {
  func status() throws -> ExitStatus
}

extension Day: ExpressibleByArgument {
  /// The text, so that help doesn't show today's date.
  var defaultValueDescription: String { "today" }
}

extension FindingFormat: ExpressibleByArgument {}
