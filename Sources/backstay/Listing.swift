import ArgumentParser
import BackstayKit
import Targets

/// `backstay schema`.
struct PrintSchema: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of a kind of document.",
    discussion: "For example: backstay schema policy > policy.schema.json")

  @Argument(help: "The kind of document: policy or standard.")
  var kind: DocumentSchema = .policy

  func status() throws -> ExitStatus {
    try Terminal.print(kind.text)
    return .clean
  }
}

extension DocumentSchema: ExpressibleByArgument {}

/// `backstay targets`.
struct ListTargets: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets", abstract: "Lists the targets.", discussion: "For example: backstay targets")

  func status() throws -> ExitStatus {
    let width = TargetCatalog.all.map { $0.name.utf8.count }.max() ?? 0
    let lines = TargetCatalog.all.map { target in
      target.name + String(repeating: " ", count: width - target.name.utf8.count) + "  \(target.summary)\n"
    }
    try Terminal.print(lines.joined())
    return .clean
  }
}

/// `backstay rules`.
struct ListRules: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Lists the rules.", discussion: "For example: backstay rules")

  func status() throws -> ExitStatus {
    try Terminal.print(RuleIndex.lines)
    return .clean
  }
}
