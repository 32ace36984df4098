import Diagnostics
import Formats
import Planning
import Scripts

/// The program that starts pgbackrest with its secrets in the environment.
///
/// pgbackrest reads secrets from its configuration, its arguments or its environment. The first is not ours to write
/// secrets into, the second is seen by every user of the machine.
struct PgBackRestProgram {
  let setup: PgBackRestSetup

  /// The script under `header`.
  func script(header: [String]) -> Script {
    // Backups are named by their start: the same on every machine, and never the same name twice.
    var settings: [ShellScript.Statement] = [.exported(name: "TZ", value: "UTC")]
    for repository in setup.repositories {
      let store = repository.shipment.store
      if store.cloud == .amazon, let role = store.roles?.write.role {
        settings.append(.exported(name: "AWS_ROLE_ARN", value: role.value))
      }
    }
    return Script(
      comment: header + [
        "Starts pgbackrest with its repositories' secrets and the given arguments; use it instead of pgbackrest."
      ],
      settings: settings, parts: setup.secrets.map { $0.use.part },
      calls: setup.secrets.map(export) + [.call([.text("exec"), .text("pgbackrest"), .arguments])])
  }

  private func export(_ secret: PgBackRestRepository.Secret) -> ShellScript.Statement {
    let function =
      switch secret.use {
      case .value: "export_value"
      case .file: "export_path"
      case .azureKey: "export_azure_key"
      }
    return .call([
      .text(function), .text(secret.variable), .text(secret.name.value), .text(setup.file(of: secret.name)),
    ])
  }
}

extension PgBackRestRepository.Secret.Use {
  /// What puts such a secret into the environment.
  fileprivate var part: ShellPart {
    switch self {
    case .value: .exportValue
    case .file: .exportPath
    case .azureKey: .exportAzureKey
    }
  }
}
