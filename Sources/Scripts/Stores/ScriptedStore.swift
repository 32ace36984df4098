import Diagnostics
import Formats
package import Planning

/// What scripts know of a kind of store.
protocol ScriptedStore: Store {
  typealias Settings = [ShellScript.Statement]

  /// What opens it.
  var accessPart: ShellPart { get }
  /// What keeps plain copies there; `nil` if scripts don't.
  var objectParts: ObjectParts? { get }
  /// Where it is and how it is used, except its roles' keys. A directory has none.
  var settings: Settings { get }
  /// Further settings of plain copies.
  var objectSettings: Settings { get }
  /// Whether scripts can check that a lock protects plain copies there.
  var showsLocks: Bool { get }
  /// restic's name of the repository, which holds no credentials; `directory` is the store where it is one.
  func resticRepository(in directory: String) -> String
  /// What scripts at `site` don't support there, or for this format.
  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported]
}

/// The parts of the library that keep plain copies in a kind of store.
struct ObjectParts {
  var read: ShellPart
  var write: ShellPart
  /// What fetches and checks whole trees.
  var tree: ShellPart
}

extension ScriptedStore {
  var objectSettings: Settings { [] }
  var showsLocks: Bool { false }
}

extension Shipment {
  /// restic's name of the repository, which holds no credentials.
  package var resticRepository: String { location.scripted.resticRepository(in: directory ?? "") }

  /// The directory in which scripts and people find the copies, at a store that is one: on the machine itself, or in
  /// a container where a claim is mounted.
  package var directory: String? {
    switch store.reach {
    case .folder(let path): path.value
    case .claim: "/sink/\(sink.value)"
    case .host, .service: nil
    }
  }
}
