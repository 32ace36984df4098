import Planning

/// What each version of pgbackrest supports: it only warns about unknown options, and continues without them.
enum PgBackRestVersion {
  /// The oldest supported version, Ubuntu 22.04's: the first whose `cmd` lets a restored server find its secrets.
  static let oldest = Version(2, 37)

  /// Whether `version` supports an option, given without the number of its repository or server.
  static func knows(_ option: String, _ version: Version) -> Bool {
    for (name, first) in options where name == option { return version >= first }
    return false
  }

  /// The first version that supports this major version of the server, or `nil` if unknown.
  static func first(for server: Int) -> Version? {
    for (major, first) in servers where major == server { return first }
    return server < 14 ? oldest : nil
  }

  /// The first version with `verify`.
  static let verify = Version(2, 39)
  /// The first version whose `repo-azure-key-type` has `auto`.
  static let azureIdentity = Version(2, 58)
  /// The first version that takes a dot in a bucket's name with path-style addresses.
  static let dottedBuckets = Version(2, 58)
  /// The last of the files that check a host key against known hosts: SFTP itself came with 2.46.
  static var sftp: Version { Support.sftpVersion }

  // Every option that the configuration may have. Release notes of 2.37 to 2.58; an option that is older than the oldest
  // supported version is entered with that one. `repo-block` was a beta in 2.45, with another format.
  private static let options: [(name: String, first: Version)] = [
    ("archive-async", Version(2, 37)),
    ("cmd", Version(2, 37)),
    ("compress-type", Version(2, 37)),
    ("lock-path", Version(2, 37)),
    ("log-level-console", Version(2, 37)),
    ("log-level-file", Version(2, 37)),
    ("log-path", Version(2, 37)),
    ("pg-path", Version(2, 37)),
    ("pg-port", Version(2, 37)),
    ("pg-socket-path", Version(2, 37)),
    ("pg-user", Version(2, 37)),
    ("process-max", Version(2, 37)),
    ("repo-azure-account", Version(2, 37)),
    ("repo-azure-container", Version(2, 37)),
    ("repo-azure-key-type", Version(2, 37)),
    ("repo-block", Version(2, 46)),
    ("repo-bundle", Version(2, 39)),
    ("repo-cipher-type", Version(2, 37)),
    ("repo-gcs-bucket", Version(2, 37)),
    ("repo-gcs-key-type", Version(2, 37)),
    ("repo-path", Version(2, 37)),
    ("repo-retention-diff", Version(2, 37)),
    ("repo-retention-full", Version(2, 37)),
    ("repo-retention-full-type", Version(2, 37)),
    ("repo-s3-bucket", Version(2, 37)),
    ("repo-s3-endpoint", Version(2, 37)),
    ("repo-s3-key-type", Version(2, 37)),
    ("repo-s3-kms-key-id", Version(2, 38)),
    ("repo-s3-region", Version(2, 37)),
    ("repo-s3-uri-style", Version(2, 37)),
    ("repo-sftp-host", Version(2, 46)),
    ("repo-sftp-host-key-check-type", Version(2, 48)),
    ("repo-sftp-host-key-hash-type", Version(2, 46)),
    ("repo-sftp-host-port", Version(2, 46)),
    ("repo-sftp-host-user", Version(2, 46)),
    ("repo-sftp-known-host", Version(2, 48)),
    ("repo-storage-port", Version(2, 37)),
    ("repo-type", Version(2, 37)),
    ("spool-path", Version(2, 37)),
    ("start-fast", Version(2, 37)),
  ]

  // Release notes: "PostgreSQL N support".
  private static let servers: [(major: Int, first: Version)] = [
    (14, Version(2, 37)), (15, Version(2, 39)), (16, Version(2, 46)), (17, Version(2, 52)), (18, Version(2, 55)),
    (19, Version(2, 59)),
  ]
}
