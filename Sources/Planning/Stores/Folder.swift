package import Diagnostics
internal import Language

/// A mounted directory of the machine.
package struct Folder: Store {
  /// Absolute.
  package var path: Text

  package var kind: Support.Place { .filesystem }
  package var origin: Span { path.span }
  package var reach: Reach { .folder(path) }
  package var roles: StoreRoles? { nil }
  package var secret: Text? { nil }
  package var description: Wording { "folder \(path.value)" }
  package var reading: Location { .filesystem(self) }
}

extension Folder {
  init(_ record: MountedFolder) { self.init(path: record.path.text) }
}
