internal import Diagnostics
internal import Language

extension PolicyProof {
  /// Visits each backup at each sink where a demand must hold but doesn't; the sink is `nil` if all sinks of the backup
  /// are best-effort, so that none can meet it.
  func forEachUnmetUse(_ isMet: (BackupProof, SinkUse) -> Bool, _ body: (BackupProof, SinkUse?) -> Void) {
    for proof in backups {
      let backup = proof.backup
      for use in backup.sinks {
        // Whether it holds is cheaper to check than whether it must.
        if isMet(proof, use) { continue }
        if policy.counts(use, of: backup), !isMadeUpFor(proof, at: use, isMet) { body(proof, use) }
      }
      if backup.sinks.allSatisfy({ policy.sink(named: $0.sink.text.value)?.bestEffort.value == true }) {
        body(proof, nil)
      }
    }
  }

  /// Whether other backups meet a demand at the same sink for everything that this one captures.
  private func isMadeUpFor(_ proof: BackupProof, at use: SinkUse, _ isMet: (BackupProof, SinkUse) -> Bool) -> Bool {
    proof.backup.materials.allSatisfy { material in
      backups.contains { other in
        other !== proof && !other.isSuspended && other.backup.captures(material.text.value)
          && other.backup.sinks.contains { $0.sink.text.value == use.sink.text.value && isMet(other, $0) }
      }
    }
  }
}

extension Backup {
  /// Whether the backup captures the material of that name.
  func captures(_ material: String) -> Bool { materials.contains { $0.text.value == material } }
}
