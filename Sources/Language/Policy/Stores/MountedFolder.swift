/// A mounted folder.
package final class MountedFolder: Record, StoreRecord {
  package let path: Path

  package static let word: StaticString = "filesystem"
  package static let name: StaticString = "Filesystem"
  package static let doc: StaticString = "A mounted folder."

  package init(_ form: inout Form) {
    path = form.required("path", doc: "The folder's absolute path.")
  }

  package var folder: Path? { path }
  package var place: [String] { [path.text.withoutOuterSlashes] }
  package var opening: StoreOpening { .free }
}
