internal import ASCII
package import Diagnostics
package import Planning
import Schedules

extension RunScript {
  /// A part of the policy that scripts don't support, where it is, and what to do instead.
  package struct Unsupported: Sendable, Equatable {
    package var message: Diagnostic.Message
    package var span: Span

    init(_ text: String, help: String, at span: Span) {
      message = Diagnostic.Message(text, help: help)
      self.span = span
    }

    init(_ refusal: Support.Refusal, at span: Span) { self.init(refusal.text, help: refusal.help, at: span) }
  }

  /// Everything in the job that its scripts don't support; each is an error of the target that uses them.
  package func unsupported() -> [Unsupported] {
    var found: [Unsupported] = []
    for extra in job.extras {
      found.append(
        Unsupported(
          "generated scripts don't support `\(extra.key)`", help: "remove it, or run it separately",
          at: extra.origin))
    }
    if job.verification == .restore {
      found.append(
        Unsupported(
          "generated scripts don't support `verify: restore`",
          help: "use `verify: read`, and add a drill", at: job.name.span))
    }
    for capture in job.captures { found += unsupported(capture) }
    for shipment in job.shipments { found += RunScript.unsupported(shipment, site: site) }
    return found
  }

  /// Everything in work on repositories that its script doesn't support.
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
            "changes of the database `\(material.value)` can't be detected without a dump",
            help: "move it to a separate backup with a schedule", at: check.origin))
      }
    case .files:
      for name in capture.files?.excluded ?? [] where name.value.isEmpty || name.value.utf8.contains(where: isNoName) {
        found.append(
          Unsupported(
            "a pattern of excluded files must not contain `/`", help: "exclude files by name", at: name.span))
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
    let place = shipment.store.kind
    if let refusal = Support.refusal(of: shipment.repository.kind, at: place, from: site.support) {
      found.append(Unsupported(refusal, at: shipment.sink.span))
    }
    if case .plain(let recipients, _) = shipment.repository {
      for recipient in recipients where recipient.value.utf8.contains(UInt8(ascii: "\n")) {
        found.append(
          Unsupported("a recipient must be a single line", help: "list each recipient separately", at: recipient.span))
      }
    }
    if let refusal = Support.refusal(of: place, from: site.support) {
      found.append(Unsupported(refusal, at: shipment.store.origin))
    }
    if let roles = shipment.store.roles, !roles.isOne, !shipment.store.splitsRoles {
      found.append(
        Unsupported(
          "generated scripts use one set of credentials for this kind of store",
          help: "give one set that may write, read and delete", at: shipment.store.origin))
    }
    let store = shipment.location.scripted
    found += store.obstacles(to: shipment.repository, at: site)
    if let lock = shipment.lock, !(store.showsLocks && shipment.repository.kind == .plain) {
      found.append(
        Unsupported(
          "generated scripts check a bucket's lock only for plain copies in S3",
          help: "remove `repository`, or remove `lock` and set the lock on the bucket", at: lock.origin))
    }
    return found
  }
}

extension RunScript.Unsupported {
  /// Platform identities that `site` doesn't have.
  static func obstacles(toIdentity access: StoreAccess, at site: ScriptSite, _ origin: Span) -> [RunScript.Unsupported]
  {
    guard case .workloadIdentity = access, !site.isContainer else { return [] }
    return [Self("a machine has no workload identity", help: "use `instance` or `static`", at: origin)]
  }

  static func wrongKey(at origin: Span) -> Self {
    Self("this store doesn't accept this kind of key", help: "use the store's own kind", at: origin)
  }
}
