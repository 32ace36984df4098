package import Diagnostics
import Formats
package import Planning

/// The shell scripts that carry out one job: capture, ship, expire.
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

  /// Captures the databases and leaves them for the ship script; absent where the job has none.
  package func captureScript() -> Script? {
    guard hasDatabases else { return nil }
    return head("Captures the databases.", reads: captureSecrets).script(
      // Where there are files too, the ship script has work even if no database could be captured.
      parts: databaseParts + [hasFiles ? .leaveItems : .handOver],
      calls: [.call(["begin"])] + databaseCaptures + [.gap, .call([hasFiles ? "leave_items" : "hand_over"])])
  }

  /// Captures the files, ships everything, expires; after the capture script, where there is one.
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

  /// The keys of the images that shipping there needs: `restic`, `borg`, `aws`, `age`; none where any image does.
  ///
  /// Where there is more than one over all shipments, a container needs the image that has every tool.
  package static func tools(for shipment: Shipment) -> [String] {
    switch shipment.repository {
    case .restic: return ["restic"]
    case .borg: return ["borg"]
    case .pgbackrest: return []
    case .plain(let recipients, _):
      var tools: [String] = []
      if case .s3 = shipment.location { tools.append("aws") }
      if !recipients.isEmpty { tools.append("age") }
      return tools
    }
  }

  /// The secrets that the capture of databases reads, each once.
  package var captureSecrets: [Text] {
    var secrets = SecretNames()
    for capture in job.captures {
      guard case .postgresql(let source) = capture.source else { continue }
      switch source.authentication {
      case .password(let password): secrets.add(password)
      case .certificate(let certificate, let key):
        secrets.add(certificate)
        secrets.add(key)
      case .peer: break
      }
      secrets.add(source.rootCertificate)
    }
    return secrets.all
  }

  /// The secrets that shipping and expiry read, each once.
  package var shipSecrets: [Text] { RunScript.secrets(of: job.shipments) }

  /// The secrets that work on `shipments` reads, each once.
  package static func secrets(of shipments: [Shipment]) -> [Text] {
    var secrets = SecretNames()
    for shipment in shipments {
      switch shipment.repository {
      case .restic(let passphrase), .borg(let passphrase): secrets.add(passphrase)
      case .pgbackrest(let cipher): secrets.add(cipher)
      case .plain: break
      }
      switch shipment.location {
      case .s3(let s3):
        secrets.add(s3.credentials)
        secrets.add(s3.expiryCredentials)
        secrets.add(s3.readCredentials)
      case .gcs(let store), .azure(let store): secrets.add(store.credentials)
      case .sftp(let sftp): secrets.add(sftp.privateKey)
      case .filesystem, .volumeClaim: break
      }
    }
    return secrets.all
  }
}

/// Names of secrets in the order in which they were added, each once.
private struct SecretNames {
  var all: [Text] = []

  mutating func add(_ name: Text?) {
    guard let name, !all.contains(where: { $0.value == name.value }) else { return }
    all.append(name)
  }

  mutating func add(_ credentials: StoreAccess?) {
    switch credentials {
    case .accessKey(let id, let secret):
      add(id)
      add(secret)
    case .key(let key): add(key)
    case .workloadIdentity, .instance, nil: break
    }
  }
}
