/// Versions of the tools that will run.
package final class Tools: Record {
  package let restic: VersionText
  package let borg: VersionText
  package let pgbackrest: VersionText
  package let walG: VersionText?

  package static let name: StaticString = "Tools"
  package static let doc: StaticString = "Versions of the tools that will run."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    restic = form.defaulted("restic", "0.14", doc: "restic's version.")
    borg = form.defaulted("borg", "1.2", doc: "borg's version.")
    pgbackrest = form.defaulted("pgbackrest", "2.45", doc: "pgbackrest's version.")
    walG = form.optional("wal-g", absent: "any", doc: "wal-g's version.")
  }
}
