package import Diagnostics
import Formats
package import Planning

/// The shell scripts of one job: capture, ship, expire.
///
/// Each is POSIX shell for dash and busybox: settings, the parts of the library that it loads, and calls of them. The phases
/// may run in different containers, which then share the site's scratch folder.
package struct RunScript: Sendable {
  let job: Job
  let plan: BackupPlan
  let site: ScriptSite

  /// The scripts of `job`, which is one of `plan`, at `site`.
  package init(job: Job, plan: BackupPlan, site: ScriptSite) {
    self.job = job
    self.plan = plan
    self.site = site
  }

  /// Captures the databases for the ship script; absent if the job has none.
  package func captureScript() -> Script? {
    guard hasDatabases else { return nil }
    return head("Captures the databases.", reads: captureSecrets).script(
      // If there are files, too, the ship script has work even if no database could be captured.
      parts: databaseParts + [hasFiles ? .leaveItems : .handOver],
      calls: [.call(["begin"])] + databaseCaptures + [.gap, .call([hasFiles ? "leave_items" : "hand_over"])])
  }

  /// Captures the files, ships everything and expires copies, after the capture script if there is one.
  package func shipScript() -> Script {
    head("Ships what was captured.", reads: shipSecrets).script(
      settings: shippingSettings,
      parts: (hasDatabases ? [.takeOver] : []) + fileParts + shippingParts,
      calls: [.call([hasDatabases ? "take_over" : "begin"])] + fileCaptures + deliveries + [.gap, .call(["finish"])])
  }

  /// Both phases in one.
  package func wholeScript() -> Script {
    head("Captures and ships.", reads: captureSecrets + shipSecrets).script(
      settings: shippingSettings,
      parts: (hasDatabases ? databaseParts : []) + fileParts + shippingParts,
      calls: [.call(["begin"])] + databaseCaptures + fileCaptures + deliveries + [.gap, .call(["finish"])])
  }

  private func head(_ purpose: String, reads secrets: [Text]) -> ScriptHead {
    ScriptHead(
      plan: plan, site: site, backup: job.name.value, part: job.name.value, purpose: purpose,
      readsSecrets: !secrets.isEmpty)
  }

  /// The secrets that the capture of databases reads, each once.
  package var captureSecrets: [Text] {
    var secrets: [Text] = []
    for capture in job.captures {
      guard case .postgresql(let source) = capture.source else { continue }
      switch source.authentication {
      case .password(let password): secrets.append(password)
      case .certificate(let certificate, let key): secrets += [certificate, key]
      case .peer: break
      }
      if let root = source.rootCertificate { secrets.append(root) }
    }
    return secrets.eachOnce
  }

  /// The secrets that shipping and expiry read, each once.
  package var shipSecrets: [Text] { job.shipments.flatMap { $0.secrets }.eachOnce }
}
