import Diagnostics
import Formats
import Planning

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
    for access in credentials.all {
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
