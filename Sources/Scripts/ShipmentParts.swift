import Planning

/// The parts of the library that a shipment's store and repository need.
extension Shipment {
  /// What opens the store and reads what lies there.
  var openingParts: [ShellPart] {
    var parts: [ShellPart]
    switch location {
    case .filesystem, .volumeClaim: parts = [.accessDirectory]
    case .s3: parts = [.accessS3]
    case .gcs: parts = [.accessGcs]
    case .azure: parts = [.accessAzure]
    case .sftp: parts = [.accessSftp]
    }
    switch repository {
    case .restic: parts.append(.restic)
    case .borg: parts.append(.borg)
    case .plain: parts += [.plain, isBucket ? .s3 : .directory]
    case .pgbackrest: break
    }
    return parts
  }

  /// What makes copies there, and lets them expire.
  var writingParts: [ShellPart] {
    switch repository {
    case .restic: return [.resticCopies]
    case .borg: return [.borgCopies, .borgRepository]
    case .plain(let recipients, _):
      return [.plainStore, .plainCopies, isBucket ? .s3Write : .directoryWrite]
        + (recipients.isEmpty ? [] : [.plainAge])
    case .pgbackrest: return []
    }
  }

  /// What looks after the repository there.
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
    let tree: [ShellPart] = kind == .reclaim ? [] : [treePart]
    return openingParts + [isBucket ? .s3Write : .directoryWrite] + tree + parts
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
    case .plain: return [.drillPlainDatabases, treePart]
    case .pgbackrest: return []
    }
  }

  private var treePart: ShellPart { isBucket ? .s3Tree : .directoryTree }

  private var isBucket: Bool {
    if case .s3 = location { return true }
    return false
  }
}
