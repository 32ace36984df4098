package import Diagnostics
package import Formats
package import Planning

/// The shell scripts that carry out one job: capture, ship, expire.
///
/// Each is POSIX shell for dash and busybox, made of fixed functions under a head of settings. The phases may run in
/// different containers, which then share the site's scratch folder.
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
  ///
  /// Throws where a name or value can't stand in a script.
  package func captureScript() throws(UnsayableValue) -> String? {
    guard hasDatabases else { return nil }
    return try head("Captures the databases.", reads: captureSecrets).rendered(
      functions: [ShellFunctions.items, ShellFunctions.postgresql, ShellFunctions.handOver],
      [.call(["begin"]), RunScript.requirement(databaseTools)] + databaseCaptures
        // Where there are files too, the ship script has work even if no database could be captured.
        + [.call([hasFiles ? "leave_items" : "hand_over"])])
  }

  /// Captures the files, ships everything, expires; after the capture script, where there is one.
  ///
  /// Throws where a name or value can't stand in a script.
  package func shipScript() throws(UnsayableValue) -> String {
    try head("Ships what was captured.", reads: shipSecrets).rendered(
      settings: shippingSettings,
      functions: [ShellFunctions.items] + (hasDatabases ? [ShellFunctions.takeOver] : [])
        + (hasFiles ? [ShellFunctions.files] : []) + shippingFunctions,
      [.call([hasDatabases ? "take_over" : "begin"])]
        + [RunScript.requirement((hasFiles ? fileTools : []) + RunScript.programs(for: job.shipments))] + fileCaptures
        + deliveries
        + [.call(["finish"])])
  }

  /// Both phases in one.
  ///
  /// Throws where a name or value can't stand in a script.
  package func wholeScript() throws(UnsayableValue) -> String {
    try head("Captures and ships.", reads: captureSecrets + shipSecrets).rendered(
      settings: shippingSettings,
      functions: [ShellFunctions.items] + (hasDatabases ? [ShellFunctions.postgresql] : [])
        + (hasFiles ? [ShellFunctions.files] : []) + shippingFunctions,
      [.call(["begin"])]
        + [
          RunScript.requirement(
            (hasDatabases ? databaseTools : []) + (hasFiles ? fileTools : [])
              + RunScript.programs(for: job.shipments))
        ]
        + databaseCaptures + fileCaptures + deliveries + [.call(["finish"])])
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
