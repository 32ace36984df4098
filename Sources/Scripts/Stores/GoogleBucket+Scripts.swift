import Diagnostics
import Planning

extension GoogleBucket: ScriptedStore {
  var accessPart: ShellPart { .accessGcs }
  var objectParts: ObjectParts? { nil }
  var settings: Settings { [] }

  func resticRepository(in directory: String) -> String { "gs:\(bucket.value):/\(prefix)" }

  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported] {
    if !credentials.isOne { return [.splitRoles(at: origin)] }
    switch credentials.write {
    case .key: return []
    case .accessKey: return [.wrongKey(at: origin)]
    case .workloadIdentity, .instance:
      return RunScript.Unsupported.obstacles(toIdentity: credentials.write, at: site, origin)
    }
  }
}
