/// What is supported: which method, which kind of repository at which kind of place, and from where. Refusals,
/// the documentation page and the tests' matrix come from here.
///
/// A cell is supported if none of its three pairs is refused. Targets check the other limits of stores, credentials
/// and versions.
package enum Support {
  /// What runs a backup.
  package enum Site: CaseIterable, Sendable {
    /// Generated scripts on a machine: the target `systemd`.
    case machine
    /// The same scripts in a container: `kubernetes` and `helm`.
    case container
    /// pgbackrest on its server's machine: the target `pgbackrest`.
    case server
  }

  /// A kind of place where copies go.
  package enum Place: String, CaseIterable, Sendable {
    case s3, gcs, azure, sftp, filesystem, volumeClaim
  }

  /// A format of copies.
  package enum Repository: String, CaseIterable, Sendable {
    case plain, restic, borg, pgbackrest
  }

  /// Why something isn't supported, and what to do instead.
  package struct Refusal: Sendable, Equatable {
    package let text: String
    package let help: String

    init(_ text: String, help: String) {
      self.text = text
      self.help = help
    }
  }

  /// Why a method isn't supported at a site; `nil` if it is.
  package static func refusal(of method: Capture.Method, from site: Site) -> Refusal? {
    switch (method, site) {
    case (.pgDump, .machine), (.files, .machine), (.pgDump, .container), (.files, .container): nil
    case (.pgbackrest, .server): nil
    case (.pgbackrest, _), (.walG, .machine), (.walG, .container):
      Refusal(
        "generated scripts don't support the method `\(method.word)`",
        help: "use `pg_dump`, or the target `pgbackrest`")
    case (.pgDump, .server), (.files, .server), (.walG, .server):
      Refusal(
        "pgbackrest doesn't support the method `\(method.word)`", help: "use `pgbackrest`, or another target")
    }
  }

  /// Why a format isn't supported at a kind of place; `nil` if it is.
  package static func refusal(of repository: Repository, at place: Place, from site: Site) -> Refusal? {
    switch (repository, site) {
    case (.pgbackrest, .server): return nil
    case (_, .server):
      return Refusal(
        "pgbackrest backs up only to its own repositories", help: "add `repository: {pgbackrest: {cipher: …}}`")
    case (.pgbackrest, _):
      return Refusal(
        "generated scripts can't write to pgbackrest repositories",
        help: "use another sink, or the method `pgbackrest`")
    case (.restic, _): return nil
    case (.plain, _):
      let places: [Place] = [.s3, .filesystem, .volumeClaim]
      return places.contains(place)
        ? nil
        : Refusal(
          "generated scripts ship plain copies only to \(words(places))",
          help: "give the sink a `restic` repository")
    case (.borg, _):
      let places: [Place] = [.filesystem, .volumeClaim]
      return places.contains(place)
        ? nil
        : Refusal(
          "generated scripts support borg repositories only in \(words(places))",
          help: "give the sink a `restic` repository")
    }
  }

  /// Why a kind of place isn't supported from a site; `nil` if it is.
  package static func refusal(of place: Place, from site: Site) -> Refusal? {
    switch (place, site) {
    case (.filesystem, .container):
      Refusal("a container can't access folders of the machine", help: "use `volumeClaim` or a network store")
    case (.sftp, .container):
      Refusal(
        "ssh doesn't run as a user that is missing from its image, as in backup containers",
        help: "use another store on Kubernetes")
    case (.volumeClaim, .machine):
      Refusal("a machine has no volume claims", help: "use `filesystem` or a network store")
    case (.volumeClaim, .server):
      Refusal(
        "volume claims exist only in Kubernetes, and `pgbackrest` runs on the server's machine",
        help: "use `filesystem` with a mounted directory")
    case (.filesystem, _), (.sftp, _), (.volumeClaim, .container), (.s3, _), (.gcs, _), (.azure, _): nil
    }
  }

  /// The tool version that a cell needs, if the oldest supported one isn't enough.
  package static func version(for place: Place, from site: Site) -> Version? {
    place == .sftp && site == .server ? sftpVersion : nil
  }

  /// The first version of pgbackrest that checks SSH host keys.
  package static var sftpVersion: Version { Version(2, 48) }

  /// Whether copies of that kind go to that kind of place from a site.
  package static func holds(_ repository: Repository, at place: Place, from site: Site) -> Bool {
    refusal(of: place, from: site) == nil && refusal(of: repository, at: place, from: site) == nil
  }

  private static func words(_ places: [Place]) -> String {
    let words = places.map { $0.word }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}

extension Support.Site {
  /// The targets that work from there.
  package var targets: [String] {
    switch self {
    case .machine: ["systemd"]
    case .container: ["kubernetes", "helm"]
    case .server: ["pgbackrest"]
    }
  }
}

extension Support.Place {
  /// The policy's word for it.
  package var word: String { rawValue }
}

extension Support.Repository {
  /// The policy's word for it, but for plain copies, which have none.
  package var word: String { rawValue }
}
