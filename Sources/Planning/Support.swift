/// What is carried out: by which method, into which kind of repository at which kind of place, and from where. Refusals,
/// the page of the documentation and the tests' matrix come from here.
///
/// A cell is carried out where none of its three pairs is refused. What a store, a credential or a version can't do beside
/// that is for the targets to say.
package enum Support {
  /// Who carries a backup out.
  package enum Site: CaseIterable, Sendable {
    /// Generated scripts on a machine, as the target `systemd` has them.
    case machine
    /// The same scripts in a container, as `kubernetes` and `helm` have them.
    case container
    /// pgbackrest beside its server, by the target of that name.
    case server
  }

  /// A kind of place where copies go.
  package enum Place: String, CaseIterable, Sendable {
    case s3, gcs, azure, sftp, filesystem, volumeClaim
  }

  /// A way in which copies lie there.
  package enum Repository: String, CaseIterable, Sendable {
    case plain, restic, borg, pgbackrest
  }

  /// Why something is not carried out, and the way out.
  package struct Refusal: Sendable, Equatable {
    package let text: String
    package let help: String

    init(_ text: String, help: String) {
      self.text = text
      self.help = help
    }
  }

  /// Why a method is not carried out from a site; `nil` where it is.
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

  /// Why copies don't lie so at a kind of place; `nil` where they do.
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

  /// Why a kind of place isn't reached from a site; `nil` where it is.
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

  /// The version of the tool that a cell needs beyond the oldest that is supported; `nil` where that one will do.
  package static func version(for place: Place, from site: Site) -> Version? {
    place == .sftp && site == .server ? sftpVersion : nil
  }

  /// The first pgbackrest that looks up the keys of SSH hosts.
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
