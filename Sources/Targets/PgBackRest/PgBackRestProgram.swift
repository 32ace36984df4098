import Diagnostics
import Formats
import Planning

/// The program that starts pgbackrest with its secrets in the environment.
///
/// pgbackrest reads secrets from its configuration, its arguments or its environment. The first is not ours to write
/// secrets into, the second is seen by every user of the machine.
struct PgBackRestProgram {
  let setup: PgBackRestSetup

  /// The script under `header`.
  func script(header: [String]) -> ShellScript {
    var script = ShellScript(
      comment: header + [
        "Starts pgbackrest with the secrets of its repositories; use it in place of pgbackrest. It hands its arguments on."
      ])
    // Backups are named by their start: the same on every machine, and never the same name twice.
    script.statements.append(.exported(name: "TZ", value: "UTC"))
    for repository in setup.repositories {
      if case .s3(let store) = repository.shipment.location, case .workloadIdentity(let role?) = store.credentials {
        script.statements.append(.exported(name: "AWS_ROLE_ARN", value: role.value))
      }
    }
    let secrets = setup.secrets
    if !secrets.isEmpty { script.statements.append(.function(Self.findSecret)) }
    if secrets.contains(where: { $0.use != .file }) { script.statements.append(.function(Self.readSecret)) }
    for secret in secrets {
      let function =
        switch secret.use {
        case .value: "export_value"
        case .file: "export_path"
        case .azureKey: "export_azure_key"
        }
      script.statements.append(
        .call([
          .text(function), .text(secret.variable), .text(secret.name.value), .text(setup.file(of: secret.name)),
        ]))
    }
    script.statements.insert(contentsOf: functions(for: secrets), at: firstCall(in: script))
    script.statements.append(.call([.text("exec"), .text("pgbackrest"), .arguments]))
    return script
  }

  private func functions(for secrets: [PgBackRestRepository.Secret]) -> [ShellScript.Statement] {
    var functions: [ShellScript.Statement] = []
    if secrets.contains(where: { $0.use == .value }) { functions.append(.function(Self.exportValue)) }
    if secrets.contains(where: { $0.use == .file }) { functions.append(.function(Self.exportPath)) }
    if secrets.contains(where: { $0.use == .azureKey }) { functions.append(.function(Self.exportAzureKey)) }
    return functions
  }

  private func firstCall(in script: ShellScript) -> Int {
    script.statements.firstIndex { statement in
      if case .call = statement { return true }
      return false
    } ?? script.statements.count
  }

  /// Finds the file of a secret.
  // 126: a restore_command that fails with less means to PostgreSQL that there is no more WAL, and recovery would end
  // before its target.
  static let findSecret = #"""
    # Sets path to the file that holds the secret $1: the unit's credential of that name if it has one, else $2.
    find_secret() {
      path=$2
      if [ -n "${CREDENTIALS_DIRECTORY:-}" ] && [ -e "$CREDENTIALS_DIRECTORY/$1" ]; then
        path=$CREDENTIALS_DIRECTORY/$1
      fi
      if [ ! -r "$path" ] || [ ! -s "$path" ]; then
        printf 'backstay: the secret %s is missing, unreadable or empty: %s\n' "$1" "$path" >&2
        exit 126
      fi
    }
    """#

  /// Reads a secret; needs `findSecret`.
  static let readSecret = #"""
    # Sets value to the first line of that file.
    read_secret() {
      find_secret "$1" "$2"
      value=
      IFS= read -r value <"$path" || true
      if [ -z "$value" ]; then
        printf 'backstay: the secret %s has an empty first line: %s\n' "$1" "$path" >&2
        exit 126
      fi
    }
    """#

  /// Puts a secret into the environment; needs `readSecret`.
  static let exportValue = #"""
    export_value() {
      read_secret "$2" "$3"
      export "$1=$value"
    }
    """#

  private static let exportPath = #"""
    export_path() {
      find_secret "$2" "$3"
      export "$1=$path"
    }
    """#

  private static let exportAzureKey = #"""
    # A shared access signature is a query, an account key is base64, which has no `&`.
    export_azure_key() {
      read_secret "$2" "$3"
      value=${value#\?}
      case $value in
        *'&'*) export "$1_TYPE=sas" ;;
        *) export "$1_TYPE=shared" ;;
      esac
      export "$1=$value"
    }
    """#
}
