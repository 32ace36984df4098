import Diagnostics
import Formats
import Planning

/// Places and things of a plan in a person's words.
enum RunbookWords {
  /// Where copies lie at a sink, and how.
  static func place(of shipment: Shipment, at site: RunbookSite) -> MarkdownText {
    let domain: MarkdownText =
      "it fails together with \(code: shipment.failureDomain)\(shipment.bestEffort ? ", and may lack the newest copies, because it is best-effort" : "")"
    let (store, repository) = (shipment.store.description, shipment.repository.description)
    return "\(MarkdownText(store)), \(MarkdownText(repository)); \(domain)"
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

extension MarkdownText {
  /// Words whose values are typed.
  init(_ words: Wording) {
    self.init()
    for piece in words.pieces {
      switch piece {
      case .text(let text): append(text)
      case .value(let value): append(code: value)
      }
    }
  }
}
