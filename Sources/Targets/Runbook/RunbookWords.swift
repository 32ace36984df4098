import Diagnostics
import Formats
import Planning

/// Places and things of a plan in a person's words.
enum RunbookWords {
  /// Where copies lie at a sink, and how.
  static func place(of shipment: Shipment, at site: RunbookSite) -> MarkdownText {
    let domain: MarkdownText =
      "it fails together with \(code: shipment.failureDomain)\(shipment.bestEffort ? ", and may lack the newest copies: it is best-effort" : "")"
    return "\(store(shipment.location)), \(repository(shipment.repository)); \(domain)"
  }

  private static func store(_ location: Location) -> MarkdownText {
    switch location {
    case .s3(let s3):
      let place: MarkdownText =
        s3.endpoint.map { " at \(code: $0.value)" } ?? s3.region.map { " in \(code: $0.value)" } ?? ""
      return "S3 bucket \(code: s3.bucket.value)\(place)\(below(s3.prefix))"
    case .gcs(let store): return "Google bucket \(code: store.bucket.value)\(below(store.prefix))"
    case .azure(let store):
      return "Azure container \(code: store.bucket.value) of \(code: store.account?.value ?? "")\(below(store.prefix))"
    case .sftp(let sftp):
      return
        "folder \(code: sftp.path.value) of \(code: sftp.user.value) at \(code: sftp.host.value), port \(sftp.port)"
    case .filesystem(let path): return "folder \(code: path.value)"
    case .volumeClaim(let claim): return "claim \(code: claim.name.value)"
    }
  }

  private static func below(_ prefix: String) -> MarkdownText { prefix.isEmpty ? "" : " below \(code: prefix + "/")" }

  private static func repository(_ repository: RepositoryPlan) -> MarkdownText {
    switch repository {
    case .plain(let recipients, _): recipients.isEmpty ? "plain objects" : "objects encrypted with age"
    case .restic: "a restic repository"
    case .borg: "a borg repository"
    case .pgbackrest(let cipher): cipher == nil ? "a pgbackrest repository" : "an encrypted pgbackrest repository"
    }
  }

  /// What a capture brings back.
  static func contents(of capture: Capture) -> MarkdownText {
    switch capture.source {
    case .files(let files): return "files \(codes(files.paths))"
    case .postgresql(let source):
      if capture.method == .pgbackrest { return "the whole PostgreSQL \(source.serverVersion) server" }
      switch source.databases {
      case .all: return "all databases of PostgreSQL \(source.serverVersion)"
      case .named(let names):
        return "database\(names.count == 1 ? "" : "s") \(codes(names)) of PostgreSQL \(source.serverVersion)"
      }
    }
  }

  /// Texts as things that are typed, with commas.
  static func codes(_ texts: [Text]) -> MarkdownText {
    var line = MarkdownText()
    for (index, text) in texts.enumerated() {
      if index > 0 { line.append(", ") }
      line.append(code: text.value)
    }
    return line
  }
}
