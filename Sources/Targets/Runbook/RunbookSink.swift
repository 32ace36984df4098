import ASCII
import Diagnostics
import Planning

/// A sink with all that a restore can fetch from it.
struct RunbookSink {
  /// Copies of one kind: of a database, of all of a server, of its roles, or of files.
  struct Item {
    enum Kind: Equatable {
      case database(String)
      case allDatabases
      case globals
      case files
    }

    let material: Text
    let kind: Kind
    /// The backups that make such copies, in the policy's order.
    var backups: [String]

    /// The words after `copies` or `fetch`; all databases have their own function.
    var words: [String] {
      switch kind {
      case .database(let name):
        let part = CopyName.encoded(name)
        return [material.value, part + ".dump", part] + backups
      case .allDatabases: return [material.value] + backups
      case .globals: return [material.value, material.value + ".sql", ""] + backups
      case .files: return [material.value, material.value + ".tar", ""] + backups
      }
    }
  }

  let shipment: Shipment
  private(set) var items: [Item] = []

  var name: String { shipment.sink.value }

  /// The sinks of `jobs`: first those that aren't a folder or claim beside the source, last the best-effort ones.
  static func all(of jobs: [Job]) -> [RunbookSink] {
    var sinks: [RunbookSink] = []
    for job in jobs {
      for shipment in job.shipments {
        let index = sinks.firstIndex { $0.name == shipment.sink.value } ?? sinks.count
        if index == sinks.count { sinks.append(RunbookSink(shipment: shipment)) }
        for capture in job.captures { sinks[index].add(capture, by: job.name.value) }
      }
    }
    let ranks = [0, 1, 2, 3]
    return ranks.flatMap { rank in sinks.filter { $0.rank == rank } }
  }

  private var rank: Int { (shipment.bestEffort ? 2 : 0) + (shipment.store.reach.isRemote ? 0 : 1) }

  private mutating func add(_ capture: Capture, by backup: String) {
    switch capture.source {
    case .files: add(capture.material, .files, backup)
    case .postgresql(let source):
      if source.globals { add(capture.material, .globals, backup) }
      switch source.databases {
      case .all: add(capture.material, .allDatabases, backup)
      case .named(let names): for name in names { add(capture.material, .database(name.value), backup) }
      }
    }
  }

  private mutating func add(_ material: Text, _ kind: Item.Kind, _ backup: String) {
    if let index = items.firstIndex(where: { $0.material.value == material.value && $0.kind == kind }) {
      items[index].backups.append(backup)
    } else {
      items.append(Item(material: material, kind: kind, backups: [backup]))
    }
  }
}

/// Parts of the names of copies.
enum CopyName {
  /// `text` percent-encoded outside of A-Z a-z 0-9 . _ - as the generated scripts do it.
  static func encoded(_ text: String) -> String {
    if text == "." || text == ".." { return text.utf8.map { _ in "%2E" }.joined() }
    var name = ""
    for byte in text.utf8 {
      switch byte {
      case _ where byte.isLetterOrDigit, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        name += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return name
  }
}
