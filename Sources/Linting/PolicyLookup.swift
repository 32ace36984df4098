package import Diagnostics
package import Language

/// Looking up by name what a policy declares.
extension Policy {
  package func material(named name: String) -> Material? { materials.first { $0.id.value == name } }
  package func sink(named name: String) -> Sink? { sinks.first { $0.id.value == name } }
  package func secret(named name: String) -> Secret? { secrets.first { $0.id.value == name } }
  package func backup(named name: String) -> Backup? { backups.first { $0.id.value == name } }

  /// Whether everything that a drill and its backups name is declared. A missing name may be a misspelt one, which
  /// another rule reports.
  func knowsAll(of drill: Drill) -> Bool {
    drill.backups.allSatisfy { name in
      backup(named: name.text.value)?.materials.allSatisfy { material(named: $0.text.value) != nil } ?? false
    }
  }

  /// The materials that a drill restores, each once.
  func materials(of drill: Drill) -> [Material] {
    materials.filter { material in
      drill.backups.contains { name in
        backup(named: name.text.value)?.materials.contains { $0.text.value == material.id.value } ?? false
      }
    }
  }

  /// Every place that names a secret.
  package var secretUses: [Text] {
    var uses: [Text] = []
    for material in materials {
      guard case .postgresql(let server) = material.kind else { continue }
      if let root = server.rootCertificate { uses.append(root.text) }
      switch server.authentication {
      case .password(let secret): uses.append(secret.text)
      case .certificate(let pair): uses += [pair.certificate.text, pair.key.text]
      case .peer, nil: break
      }
    }
    for sink in sinks {
      sink.addSecrets(to: &uses)
    }
    for backup in backups { backup.notify?.addSecrets(to: &uses) }
    notify?.addSecrets(to: &uses)
    return uses
  }
}

extension Policy {
  /// The only declared secret that nothing names, if there is exactly one.
  var onlyUnnamedSecret: String? {
    let uses = secretUses
    let unnamed = secrets.filter { secret in !uses.contains { $0.value == secret.id.value } }
    return unnamed.count == 1 ? unnamed[0].id.value : nil
  }
}

extension Notify {
  fileprivate func addSecrets(to uses: inout [Text]) {
    if let heartbeat { uses.append(heartbeat.text) }
    if let webhook { uses.append(webhook.text) }
  }
}

extension Sink {
  fileprivate func addSecrets(to uses: inout [Text]) {
    switch repository {
    case .restic(let passphrase), .borg(let passphrase): uses.append(passphrase.secret.text)
    case .pgbackrest(let cipher): if let secret = cipher.secret { uses.append(secret.text) }
    case nil: break
    }
    if let identity = encryption?.age.identity { uses.append(identity.text) }
    kind?.record.opening.addSecrets(to: &uses)
  }
}

extension Policy {
  /// Visits each cadence of backups and drills that is a fixed set of times.
  package func forEachClockCadence(_ body: (ClockCadence) -> Void) {
    for backup in backups { backup.forEachClockCadence(body) }
    for drill in drills { body(drill.cadence) }
  }
}

extension Backup {
  /// Whether the server itself does the backup.
  package var isPhysical: Bool { method == .pgbackrest || method == .walG }

  /// Visits each cadence of the backup, its sinks, its upkeep and its alternatives that is a fixed set of times.
  package func forEachClockCadence(_ body: (ClockCadence) -> Void) {
    func visit(_ cadence: Cadence) {
      switch cadence {
      case .clock(let clock): body(clock)
      case .physical(let physical):
        body(physical.full)
        if let differential = physical.differential { body(differential) }
        if let incremental = physical.incremental { body(incremental) }
      case .onChange, .manual: break
      }
    }
    for one in cadence.all { visit(one) }
    for use in sinks { if let own = use.cadence { visit(own) } }
    if let reclaim = upkeep?.reclaim { body(reclaim) }
    if let check = upkeep?.check { body(check.cadence) }
    if let alternatives { for cadence in alternatives.cadence { body(cadence) } }
  }
}

extension Suggestions {
  /// Whether an undeclared name among the uses is a misspelling of this declared one, so that it gets only one finding.
  static func isMeant(_ name: Text, by uses: [Text], declared: [Text]) -> Bool {
    let names = declared.map { $0.value }
    return uses.contains { use in !names.contains(use.value) && nearest(to: use.value, among: names) == name.value }
  }

  /// The help for a name that isn't declared.
  static func help(for name: Text, declared: [Text], in section: String) -> String {
    nearest(to: name.value, among: declared.map { $0.value }).map { "did you mean `\($0)`?" }
      ?? "declare it under `\(section)`"
  }
}
