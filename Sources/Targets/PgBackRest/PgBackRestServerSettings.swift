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
        "archive_mode, wal_level and max_wal_senders take effect when the server restarts; the others when it reloads.",
      ])
    file.append(comment: [
      "A server that replicates logically sets wal_level = logical in a file that sorts after this one: it has all that",
      "replica has, and backups are as good with it.",
    ])
    file.set("wal_level", .string("replica"))
    file.set("max_wal_senders", .integer(10))
    file.append(comment: [
      "pgbackrest pushes each segment to every repository. A failure keeps it in pg_wal, and PostgreSQL tries again."
    ])
    file.set("archive_mode", .boolean(true))
    file.set("archive_command", .string(try archiveCommand))
    if let bound = setup.walBound {
      file.append(comment: [
        "WAL may stay unshipped for \(bound) seconds; what is left of them is for shipping it. It bounds the loss while an",
        "alert tells that archiving stopped.",
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
