internal import ASCII
package import Diagnostics
package import Planning
import Schedules

extension RunScript {
  /// A part of the policy that the scripts can't carry out, where it is written, and the way out.
  package struct Unsupported: Sendable, Equatable {
    package var message: Diagnostic.Message
    package var span: Span

    init(_ text: String, help: String, at span: Span) {
      message = Diagnostic.Message(text, help: help)
      self.span = span
    }

    init(_ refusal: Support.Refusal, at span: Span) { self.init(refusal.text, help: refusal.help, at: span) }
  }

  /// Everything in the job that its scripts can't carry out; each is an error of the target that carries them.
  package func unsupported() -> [Unsupported] {
    var found: [Unsupported] = []
    for extra in job.extras {
      found.append(
        Unsupported(
          "`\(extra.key)` is not carried out by generated scripts", help: "remove it, or run it beside the backup",
          at: extra.origin))
    }
    if job.verification == .restore {
      found.append(
        Unsupported(
          "`verify: restore` is not carried out by generated scripts",
          help: "use `verify: read`, and restore in a drill", at: job.name.span))
    }
    for capture in job.captures { found += unsupported(capture) }
    for shipment in job.shipments { found += RunScript.unsupported(shipment, site: site) }
    return found
  }

  /// Everything in work on repositories that its script can't carry out.
  package static func unsupported(_ upkeep: UpkeepJob, site: ScriptSite) -> [Unsupported] {
    upkeep.shipments.flatMap { unsupported($0, site: site) }
  }

  private func unsupported(_ capture: Capture) -> [Unsupported] {
    var found: [Unsupported] = []
    let material = capture.material
    if let refusal = Support.refusal(of: capture.method, from: site.support) {
      found.append(Unsupported(refusal, at: material.span))
    }
    switch capture.method {
    case .pgbackrest, .walG: break
    case .pgDump:
      if case .onChange(let check, _) = job.trigger {
        found.append(
          Unsupported(
            "whether the database `\(material.value)` has changed can't be told without a dump",
            help: "give it a clock cadence in a backup of its own", at: check.origin))
      }
    case .files:
      for name in capture.files?.excluded ?? [] where name.value.isEmpty || name.value.utf8.contains(where: isNoName) {
        found.append(
          Unsupported(
            "a pattern of excluded files is that of a name, without `/`", help: "exclude by name", at: name.span))
      }
    }
    return found
  }

  private func isNoName(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\n") }

  private static func unsupported(_ shipment: Shipment, site: ScriptSite) -> [Unsupported] {
    var found: [Unsupported] = []
    if case .physical = shipment.retention.rule {
      found.append(
        Unsupported(
          "retention by `fulls` needs a physical method", help: "use rules such as `daily` or `within`",
          at: shipment.retention.origin))
    }
    let place = shipment.location.kind
    if let refusal = Support.refusal(of: shipment.repository.kind, at: place, from: site.support) {
      found.append(Unsupported(refusal, at: shipment.sink.span))
    }
    found += unsupportedWishes(shipment)
    if let refusal = Support.refusal(of: place, from: site.support) {
      found.append(Unsupported(refusal, at: shipment.location.origin))
    }
    found += unsupportedAccess(shipment, site: site)
    if let lock = shipment.lock {
      var isChecked = false
      if case .plain = shipment.repository, case .s3 = shipment.location { isChecked = true }
      if !isChecked {
        found.append(
          Unsupported(
            "generated scripts can check a bucket's lock only for plain copies in s3",
            help: "leave `repository` out of the sink, or `lock` and set the lock on the bucket", at: lock.origin))
      }
    }
    return found
  }

  /// What can't be asked of that kind of repository.
  private static func unsupportedWishes(_ shipment: Shipment) -> [Unsupported] {
    switch (shipment.repository, shipment.location) {
    case (.restic, .s3(let s3)) where s3.serverSideEncryption != nil || s3.keyID != nil:
      return [
        Unsupported(
          "restic can't ask the store for server-side encryption", help: "set it as the bucket's default",
          at: s3.serverSideEncryption?.span ?? s3.keyID?.span ?? s3.origin)
      ]
    case (.plain(let recipients, _), _):
      return recipients.filter { $0.value.utf8.contains(UInt8(ascii: "\n")) }.map {
        Unsupported("a recipient is a single line", help: "list each recipient by itself", at: $0.span)
      }
    case (.restic, _), (.borg, _), (.pgbackrest, _): return []
    }
  }

  /// What can't be opened from that site.
  private static func unsupportedAccess(_ shipment: Shipment, site: ScriptSite) -> [Unsupported] {
    switch shipment.location {
    case .filesystem, .volumeClaim: return []
    case .s3(let s3):
      var found = unsupported(s3.credentials, accessKeys: true, at: s3.origin, site: site)
      found += unsupported(s3.expiryCredentials, accessKeys: true, at: s3.origin, site: site)
      found += unsupported(s3.readCredentials, accessKeys: true, at: s3.origin, site: site)
      return found
    case .gcs(let store): return unsupported(store.credentials, accessKeys: false, at: store.origin, site: site)
    case .azure(let store):
      if case .key = store.credentials, store.account != nil { return [] }
      return [
        Unsupported(
          "generated scripts open azure by an account and a key or token", help: "name both", at: store.origin)
      ]
    case .sftp(let sftp): return unsupported(sftp)
    }
  }

  private static func unsupported(
    _ credentials: StoreAccess?, accessKeys: Bool, at origin: Span, site: ScriptSite
  ) -> [Unsupported] {
    switch credentials {
    case nil, .instance: return []
    case .accessKey where accessKeys, .key where !accessKeys: return []
    case .workloadIdentity where site.isContainer: return []
    case .workloadIdentity:
      return [
        Unsupported("a machine has no workload identity", help: "use `instance` or `static`", at: origin)
      ]
    case .accessKey, .key:
      return [Unsupported("the store isn't opened by this kind of key", help: "use the store's own", at: origin)]
    }
  }

  private static func unsupported(_ sftp: SFTP) -> [Unsupported] {
    var found: [Unsupported] = []
    for text in [sftp.host, sftp.user] where text.value.isEmpty || !text.value.utf8.allSatisfy(isPlain) {
      found.append(
        Unsupported("`\(text.value)` can't stand in a configuration of ssh", help: "use a plain name", at: text.span))
    }
    if sftp.hostKeys.isEmpty {
      found.append(
        Unsupported("the host is never trusted on first use", help: "list its `hostKeys`", at: sftp.origin))
    }
    for key in sftp.hostKeys where key.value.utf8.contains(UInt8(ascii: "\n")) {
      found.append(Unsupported("a host key is a single line", help: "list each key by itself", at: key.span))
    }
    return found
  }

  /// Whether a byte means nothing to ssh's configuration: a letter, a digit or one of `.-_:@`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "@"): true
    default: byte.isLetterOrDigit
    }
  }
}
