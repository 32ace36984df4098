import Diagnostics
import Formats
import Planning
import Scripts
import Schedules

/// The workflow of one drill. It uses no actions: it contains the script, and the runner has the rest.
struct DrillWorkflow {
  let plan: BackupPlan
  let settings: GitHubSettings
  let drill: DrillPlan

  /// The path in the repository.
  var path: String { ".github/workflows/\(part).yml" }

  private var part: String { "backstay-\(plan.name.value)-\(drill.name.value)" }

  /// The drill's script on a runner.
  var script: DrillScript {
    DrillScript(drill: drill, plan: plan, site: .runner, onlySinks: settings.sinks)
  }

  /// The repository's secret that holds `secret`.
  func repositorySecret(_ secret: Text) -> String {
    if let binding = settings.bindings.first(where: { $0.name.value == secret.value }) { return binding.secret.value }
    return String(
      secret.value.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// The workflow.
  ///
  /// Throws if a text of the policy can't stand in one.
  func document() throws(UnsayableValue) -> YAMLDocument {
    let name = try WorkflowText.literal("Drill \(drill.name.value) of \(plan.name.value)", at: "name")
    var crons: [YAMLValue] = []
    if case .same(let texts) = drill.schedule.clock.gitHubCron(from: .proofStart) {
      crons = texts.map { ["cron": .string($0)] }
    }
    return YAMLDocument(
      comment: GeneratedNotice.lines(for: plan) + [
        "It starts on schedule or by hand, never for pull requests, so that their code can't read the secrets.",
        "GitHub disables schedules after 60 days without repository activity.",
      ],
      root: [
        "name": name,
        "on": ["schedule": .sequence(crons), "workflow_dispatch": [:]],
        "permissions": [:],
        "concurrency": ["group": try WorkflowText.literal(part, at: "concurrency"), "cancel-in-progress": false],
        "jobs": [
          "drill": [
            "name": name,
            "runs-on": try WorkflowText.literal(settings.runsOn, at: "runs-on"),
            "timeout-minutes": .integer((drill.deadline + 59) / 60),
            "steps": .sequence([try installation(), try restore()]),
          ]
        ],
      ])
  }

  private func installation() throws(UnsayableValue) -> YAMLValue {
    var words: [ShellWord] = ["install_packages"]
    for package in packages where !words.contains(.text(package)) { words.append(.text(package)) }
    let text = try Script(comment: [], parts: [.githubInstall], isEmbedded: true, calls: [.call(words)]).rendered(
      .inline)
    return ["name": "Install the tools", "shell": "sh", "run": try WorkflowText.literal(text, at: "run")]
  }

  private var packages: [String] {
    var packages = ["openssl"]
    for capture in script.jobs.flatMap({ $0.captures }) {
      if case .postgresql(let server) = capture.source { packages.append("postgresql-\(server.serverVersion)") }
    }
    for shipment in script.sinks.compactMap({ $0.uses.first?.shipment }) {
      shipment.forEachProgram { if let package = $0.package { packages.append(package) } }
    }
    return packages
  }

  private func restore() throws(UnsayableValue) -> YAMLValue {
    var environment: YAMLMapping = [:]
    var preparation: [ShellScript.Statement] = [.call(["make_folders"])]
    for (index, secret) in script.secrets.enumerated() {
      let variable = "SECRET_\(index + 1)"
      environment[variable] = try WorkflowText.secret(repositorySecret(secret))
      preparation.append(
        .call(["keep_secret", .text(secret.value), .text(variable), .text(repositorySecret(secret))]))
      preparation.append(.call(["unset", .text(variable)]))
    }
    let text = try script.wholeScript(preparation: preparation, further: [.githubSecrets]).rendered(.inline)
    return [
      "name": "Restore and check the newest copies", "shell": "sh", "env": .mapping(environment),
      "run": try WorkflowText.literal(text, at: "run"),
    ]
  }
}

extension Program {
  /// The package of Debian and Ubuntu that has it; `nil` if runners have the program.
  fileprivate var package: String? {
    switch self {
    case .aws: nil
    case .age: "age"
    case .restic: "restic"
    case .borg: "borgbackup"
    case .ssh: "openssh-client"
    }
  }
}
