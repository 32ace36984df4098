import Diagnostics
package import Planning

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

extension Shipment {
  /// The directory in which scripts and people find the copies, at a store that is one: on the machine itself, or in
  /// a container where a claim is mounted.
  package var directory: String? {
    switch location.store.reach {
    case .folder(let path): path.value
    case .claim: "/sink/\(sink.value)"
    case .host, .service: nil
    }
  }
}
