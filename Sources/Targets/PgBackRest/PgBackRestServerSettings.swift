import Formats

/// PostgreSQL's settings for archiving, in a file that Debian's `postgresql.conf` includes.
struct PgBackRestServerSettings {
  let setup: PgBackRestSetup

  /// The file under `header`.
  func file(header: [String]) throws(UnsayableValue) -> PostgreSQLConf {
    var file = PostgreSQLConf(
      comment: header + [
        "For the server in \(setup.dataDirectory), whose postgresql.conf includes this folder (include_dir = 'conf.d').",
        "",
        "archive_mode, wal_level and max_wal_senders take effect after a restart, the others after a reload.",
      ])
    file.append(comment: [
      "For logical replication, set wal_level = logical in a file that sorts after this one: it includes replica, and",
      "backups work with it.",
    ])
    file.set("wal_level", .string("replica"))
    file.set("max_wal_senders", .integer(10))
    file.append(comment: [
      "pgbackrest pushes each segment to every repository. If that fails, it stays in pg_wal, and PostgreSQL retries."
    ])
    file.set("archive_mode", .boolean(true))
    file.set("archive_command", .string(try archiveCommand))
    if let bound = setup.walBound {
      file.append(comment: [
        "WAL may stay unshipped for \(bound) seconds; the rest of them is for shipping. This bounds the loss while archiving",
        "works; an alert reports when it stops.",
      ])
      file.set("archive_timeout", .integer(Self.archiveTimeout(for: bound)))
    } else {
      file.append(comment: ["The policy sets no bound: a segment ships when it is full."])
      file.set("archive_timeout", .integer(0))
    }
    return file
  }

  /// The seconds after which a segment is closed, so that it is shipped within `bound` seconds: a quarter of the bound, at
  /// most a minute, is for shipping.
  static func archiveTimeout(for bound: Int) -> Int { bound - max(1, min(60, bound / 4)) }

  private var archiveCommand: String {
    get throws(UnsayableValue) {
      var words: [String] = []
      for word in [setup.program, "--stanza=\(setup.stanza)", "archive-push"] {
        words.append(Self.percentsDoubled(try ShellWord.quoted(word)))
      }
      return words.joined(separator: " ") + " \"%p\""
    }
  }

  private static func percentsDoubled(_ word: String) -> String {
    var doubled = ""
    for scalar in word.unicodeScalars {
      doubled.unicodeScalars.append(scalar)
      if scalar == "%" { doubled.unicodeScalars.append(scalar) }
    }
    return doubled
  }
}
