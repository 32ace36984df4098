internal import ASCII
import Diagnostics
import Formats
import Planning

extension Location {
  /// The store as scripts know it.
  var scripted: any ScriptedStore {
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

extension S3: ScriptedStore {
  var accessPart: ShellPart { .accessS3 }
  var objectParts: ObjectParts? { ObjectParts(read: .s3, write: .s3Write, tree: .s3Tree) }
  var showsLocks: Bool { true }

  var settings: Settings {
    var settings: Settings = []
    settings.set("region", region?.value)
    settings.set("endpoint", endpoint?.text.value)
    if pathStyle { settings.set("path_style", "yes") }
    settings.set("storage_class", storageClass?.value)
    return settings
  }

  var objectSettings: Settings {
    var settings: Settings = []
    settings.set("bucket", bucket.value)
    settings.set("prefix", prefix.isEmpty ? nil : prefix + "/")
    settings.set("encryption", serverSideEncryption?.value)
    settings.set("key_id", keyID?.value)
    return settings
  }

  func resticRepository(in directory: String) -> String {
    let service = endpoint?.text.value ?? "https://\(S3.amazonHost(in: region?.value))"
    return "s3:\(service)/\(bucket.value)" + (prefix.isEmpty ? "" : "/\(prefix)")
  }

  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported] {
    var found: [RunScript.Unsupported] = []
    credentials.forEach { access in
      switch access {
      case .accessKey: break
      case .key: found.append(.wrongKey(at: origin))
      case .workloadIdentity, .instance:
        found += RunScript.Unsupported.obstacles(toIdentity: access, at: site, origin)
      }
    }
    if case .restic = repository, let wish = serverSideEncryption ?? keyID {
      found.append(
        RunScript.Unsupported(
          "restic can't ask the store for server-side encryption", help: "set it as the bucket's default",
          at: wish.span))
    }
    return found
  }
}

extension GoogleBucket: ScriptedStore {
  var accessPart: ShellPart { .accessGcs }
  var objectParts: ObjectParts? { nil }
  var settings: Settings { [] }

  func resticRepository(in directory: String) -> String { "gs:\(bucket.value):/\(prefix)" }

  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported] {
    switch credentials.write {
    case .key: return []
    case .accessKey: return [.wrongKey(at: origin)]
    case .workloadIdentity, .instance:
      return RunScript.Unsupported.obstacles(toIdentity: credentials.write, at: site, origin)
    }
  }
}

extension AzureContainer: ScriptedStore {
  var accessPart: ShellPart { .accessAzure }
  var objectParts: ObjectParts? { nil }

  var settings: Settings {
    var settings: Settings = []
    settings.set("account", account.value)
    return settings
  }

  func resticRepository(in directory: String) -> String { "azure:\(container.value):/\(prefix)" }

  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported] {
    if case .key = credentials.write { return [] }
    return [
      RunScript.Unsupported(
        "generated scripts open azure by a key or a token", help: "use `static` with its `accountKey`", at: origin)
    ]
  }
}

extension SFTP: ScriptedStore {
  var accessPart: ShellPart { .accessSftp }
  var objectParts: ObjectParts? { nil }

  var settings: Settings {
    var settings: Settings = []
    settings.set("host", host.value)
    settings.set("port", "\(port)")
    settings.set("user", user.value)
    settings.set("private_key", privateKey.value)
    settings.set("host_keys", hostKeys.map { $0.value }.joined(separator: "\n"))
    return settings
  }

  // The connection's settings are in an ssh configuration, under this host name.
  func resticRepository(in directory: String) -> String { "sftp:sink:\(path.value)" }

  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported] {
    var found: [RunScript.Unsupported] = []
    for text in [host, user] where text.value.isEmpty || !text.value.utf8.allSatisfy(Self.isPlain) {
      found.append(
        RunScript.Unsupported(
          "`\(text.value)` can't stand in a configuration of ssh", help: "use a plain name", at: text.span))
    }
    if hostKeys.isEmpty {
      found.append(
        RunScript.Unsupported("the host is never trusted on first use", help: "list its `hostKeys`", at: origin))
    }
    for key in hostKeys where key.value.utf8.contains(UInt8(ascii: "\n")) {
      found.append(
        RunScript.Unsupported("a host key is a single line", help: "list each key by itself", at: key.span))
    }
    return found
  }

  /// Whether a byte has no meaning in ssh's configuration: a letter, a digit or one of `.-_:@`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "@"): true
    default: byte.isLetterOrDigit
    }
  }
}

/// A store that is a directory where scripts run.
protocol DirectoryStore: ScriptedStore {}

extension DirectoryStore {
  var accessPart: ShellPart { .accessDirectory }
  var objectParts: ObjectParts? { ObjectParts(read: .directory, write: .directoryWrite, tree: .directoryTree) }
  var settings: Settings { [] }
  func resticRepository(in directory: String) -> String { directory }
  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported] { [] }
}

extension Folder: DirectoryStore {}
extension VolumeClaim: DirectoryStore {}
