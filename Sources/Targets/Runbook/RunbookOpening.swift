import Diagnostics
import Formats
import Planning
import Scripts

/// The commands that open a sink for reading, and the secrets that they need.
struct RunbookOpening {
  let site: RunbookSite
  let sink: RunbookSink

  private var shipment: Shipment { sink.shipment }

  /// The secrets without which the sink can't be read.
  var secrets: [Text] { shipment.secretsForReading }

  private var store: any RunbookStore { shipment.reading.location.runbook }

  /// The command that fails unless all of them exist; absent if none is needed.
  func check() throws(UnsayableValue) -> String? {
    var files = secrets.map { site.file(ofSecret: $0) }
    if lacksIdentity { files.append(identityFile) }
    return files.isEmpty ? nil : try RunbookCommand.line(["have"] + files)
  }

  /// Whether copies are encrypted, and the policy names no secret that decrypts them.
  var lacksIdentity: Bool {
    guard case .plain(let recipients, _) = shipment.repository else { return false }
    return !recipients.isEmpty && shipment.repository.identity == nil
  }

  /// Settings and functions, a line each or several.
  func lines() throws(UnsayableValue) -> [String] {
    var lines = [try RunbookCommand.set("sink", sink.name), try RunbookCommand.set("host", site.plan.name.value)]
    lines += try store.opening(at: site)
    lines += try repository()
    return lines
  }

  private func repository() throws(UnsayableValue) -> [String] {
    switch shipment.repository {
    case .restic(let passphrase):
      let words = ["restic"] + store.resticOptions(at: site)
      return [
        try RunbookCommand.export("RESTIC_REPOSITORY", shipment.resticRepository),
        try RunbookCommand.export("RESTIC_PASSWORD_FILE", site.file(ofSecret: passphrase)),
        #"export RESTIC_CACHE_DIR="$restored/cache""#, try RunbookCommand.function("restic_here", words),
        ShellPart.runbookPlainCopy.functions,
      ] + functions(.runbookRestic, .runbookResticDatabases)
    case .borg(let passphrase):
      return [
        try RunbookCommand.export("BORG_REPO", "\(shipment.directory ?? "")/\(site.plan.name.value)"),
        try RunbookCommand.read("BORG_PASSPHRASE", from: site.file(ofSecret: passphrase)),
        #"export BORG_BASE_DIR="$restored/cache" BORG_RELOCATED_REPO_ACCESS_IS_OK=yes"#,
        ShellPart.runbookPlainCopy.functions,
      ] + functions(.runbookBorg, .runbookBorgDatabases)
    case .plain(let recipients, _): return try plain(isEncrypted: !recipients.isEmpty)
    case .pgbackrest: return []
    }
  }

  /// The functions of a kind of sink, with those that list databases where it holds all of a server.
  private func functions(_ copies: ShellPart, _ databases: ShellPart) -> [String] {
    [copies.functions] + (holdsAllDatabases ? [databases.functions] : [])
  }

  private var holdsAllDatabases: Bool { sink.items.contains { $0.kind == .allDatabases } }

  private func plain(isEncrypted: Bool) throws(UnsayableValue) -> [String] {
    var lines: [String] = []
    if isEncrypted {
      // Without a declared secret, the key's owner puts it where the text above says.
      let file = shipment.repository.identity.map { site.file(ofSecret: $0) } ?? identityFile
      lines += [try RunbookCommand.set("identity", file), ShellPart.runbookEncryptedCopy.functions]
    } else {
      lines.append(ShellPart.runbookPlainCopy.functions)
    }
    lines.append(ShellPart.runbookPlain.functions)
    lines += try store.plainCopies(in: shipment.directory ?? "")
    if holdsAllDatabases, let part = store.databasesPart { lines.append(part.functions) }
    return lines
  }

  /// Where to put the private key of an encrypted sink if the policy names no secret for it.
  var identityFile: String { "\(site.restored)/\(sink.name).identity" }
}
