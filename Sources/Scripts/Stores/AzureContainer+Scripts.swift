import Diagnostics
import Planning

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
    if !credentials.isOne { return [.splitRoles(at: origin)] }
    if case .key = credentials.write { return [] }
    return [
      RunScript.Unsupported(
        "generated scripts open azure by a key or a token", help: "use `static` with its `accountKey`", at: origin)
    ]
  }
}
