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

extension Day: ExpressibleByArgument {
  /// The text, so that help shows no date of the day.
  var defaultValueDescription: String { "today" }
}

extension FindingFormat: ExpressibleByArgument {}
