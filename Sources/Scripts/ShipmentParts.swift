import Planning

/// The parts of the library that a shipment's store and repository need.
extension Shipment {
  /// What opens and reads the store.
  var openingParts: [ShellPart] {
    let access = location.scripted.accessPart
    return switch repository {
    case .restic: [access, .restic]
    case .borg: [access, .borg]
    case .plain: [access, .plain] + part { $0.read }
    case .pgbackrest: [access]
    }
  }

  /// What makes copies there, and lets them expire.
  var writingParts: [ShellPart] {
    switch repository {
    case .restic: return [.resticCopies]
    case .borg: return [.borgCopies, .borgRepository]
    case .plain(let recipients, _):
      return [.plainStore, .plainCopies] + part { $0.write } + (recipients.isEmpty ? [] : [.plainAge])
    case .pgbackrest: return []
    }
  }

  /// What maintains the repository there.
  func upkeepParts(_ kind: UpkeepJob.Kind) -> [ShellPart] {
    let parts: [ShellPart]
    switch (repository, kind) {
    case (.restic, .reclaim): parts = [.resticReclaim]
    case (.restic, .check): parts = [.resticCheck]
    case (.borg, .reclaim): parts = [.borgReclaim]
    case (.borg, .check): parts = [.borgCheck]
    case (.plain, .reclaim): parts = [.plainReclaim]
    case (.plain, .check): parts = [.plainCheck]
    case (.pgbackrest, _): parts = []
    }
    guard case .plain = repository else { return openingParts + parts }
    return openingParts + part { $0.write } + (kind == .reclaim ? [] : part { $0.tree }) + parts
  }

  /// What finds and fetches the newest copy there.
  var fetchingParts: [ShellPart] {
    switch repository {
    case .restic: return openingParts + [.drillRestic]
    case .borg: return openingParts + [.drillBorg]
    case .plain(let recipients, _):
      return openingParts + [.drillPlain] + (recipients.isEmpty ? [] : [.drillAge])
    case .pgbackrest: return []
    }
  }

  /// What finds the databases that have copies there.
  var databaseFindingParts: [ShellPart] {
    switch repository {
    case .restic: return [.drillResticDatabases]
    case .borg: return [.drillBorgDatabases]
    case .plain: return [.drillPlainDatabases] + part { $0.tree }
    case .pgbackrest: return []
    }
  }

  /// One of the parts that keep plain copies there.
  private func part(_ kind: (ObjectParts) -> ShellPart) -> [ShellPart] {
    location.scripted.objectParts.map { [kind($0)] } ?? []
  }
}
