import Diagnostics
import Planning

/// What pgbackrest makes of a kind of store.
protocol PgBackRestStore: Store {
  /// A secret, how it is used, and the end of its variable's name.
  typealias Variable = (use: PgBackRestRepository.Secret.Use, option: String, name: Text)

  /// The folder of copies, as the policy writes it.
  var folder: Text { get }
  /// Its options with their values, none of them secret; `knownHosts` is the file that hosts are looked up in.
  func options(knownHosts: String) -> [(name: String, value: String)]
  /// Its secrets.
  var variables: [Variable] { get }
  /// Its host keys, as lines of `known_hosts`.
  var knownHosts: [String] { get }
  /// Reports what of it pgbackrest doesn't support.
  func report(_ version: Version, _ diagnostics: inout Diagnostics)
}

extension PgBackRestStore {
  var variables: [Variable] { [] }
  var knownHosts: [String] { [] }
  func report(_ version: Version, _ diagnostics: inout Diagnostics) {}
}

extension Location {
  /// The store as pgbackrest knows it.
  var pgbackrest: any PgBackRestStore {
    switch self {
    case .s3(let store): store
    case .gcs(let store): store
    case .azure(let store): store
    case .sftp(let store): store
    case .filesystem(let store): store
    case .volumeClaim(let store): store
    }
  }
}

extension Folder: PgBackRestStore {
  var folder: Text { path }

  func options(knownHosts: String) -> [(name: String, value: String)] { [("type", "posix"), ("path", path.value)] }
}

extension VolumeClaim: PgBackRestStore {
  var folder: Text { name }

  // No machine has one.
  func options(knownHosts: String) -> [(name: String, value: String)] { [] }
}

extension SFTP: PgBackRestStore {
  var folder: Text { path }

  func options(knownHosts: String) -> [(name: String, value: String)] {
    [
      ("type", "sftp"), ("path", path.value), ("sftp-host", host.value), ("sftp-host-port", "\(port)"),
      ("sftp-host-user", user.value), ("sftp-host-key-hash-type", "sha256"),
      ("sftp-host-key-check-type", "strict"), ("sftp-known-host", knownHosts),
    ]
  }

  var variables: [Variable] {
    [(.file, "SFTP_PRIVATE_KEY_FILE", privateKey)]
  }

  var knownHosts: [String] {
    let name = port == 22 ? host.value : "[\(host.value)]:\(port)"
    return hostKeys.map { "\(name) \($0.value)" }
  }

  func report(_ version: Version, _ diagnostics: inout Diagnostics) {
    if version < PgBackRestVersion.sftp {
      diagnostics.refuse(
        "`sftp` needs pgbackrest \(PgBackRestVersion.sftp.text), the first version that checks host keys", at: origin)
    }
  }
}

extension GoogleBucket: PgBackRestStore {
  var folder: Text { Text(prefix, at: origin) }

  func options(knownHosts: String) -> [(name: String, value: String)] {
    [
      ("type", "gcs"), ("path", "/" + prefix), ("gcs-bucket", bucket.value),
      ("gcs-key-type", credentials.write.isIdentity ? "auto" : "service"),
    ]
  }

  var variables: [Variable] {
    if case .key(let name) = credentials.write { return [(.file, "GCS_KEY", name)] }
    return []
  }

  func report(_ version: Version, _ diagnostics: inout Diagnostics) {
    switch credentials.write {
    case .key, .instance, .workloadIdentity(role: nil): break
    case .accessKey, .workloadIdentity:
      diagnostics.refuse(
        "for Google Cloud Storage, pgbackrest accepts a service account's key or the machine's identity", at: origin)
    }
  }
}

extension AzureContainer: PgBackRestStore {
  var folder: Text { Text(prefix, at: origin) }

  func options(knownHosts: String) -> [(name: String, value: String)] {
    [
      ("type", "azure"), ("path", "/" + prefix), ("azure-account", account.value),
      ("azure-container", container.value),
    ] + (credentials.write.isIdentity ? [("azure-key-type", "auto")] : [])
  }

  var variables: [Variable] {
    if case .key(let name) = credentials.write { return [(.azureKey, "AZURE_KEY", name)] }
    return []
  }

  func report(_ version: Version, _ diagnostics: inout Diagnostics) {
    switch credentials.write {
    case .key: break
    case .instance, .workloadIdentity(role: nil):
      if version < PgBackRestVersion.azureIdentity {
        diagnostics.refuse("managed identities need pgbackrest \(PgBackRestVersion.azureIdentity.text)", at: origin)
      }
    case .accessKey, .workloadIdentity:
      diagnostics.refuse(
        "for Azure, pgbackrest accepts an account key, a shared access signature or the machine's identity", at: origin)
    }
  }
}
