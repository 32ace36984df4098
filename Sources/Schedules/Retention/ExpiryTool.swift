/// What carries out expiry, where that is known to keep more than the rule does.
package enum ExpiryTool: Sendable, Equatable {
  /// The function in generated scripts, for plain copies and those in borg repositories: exactly the rule.
  case script
  /// `restic forget`, which counts ages in whole hours.
  case restic
  /// `pgbackrest expire`, which counts ages in whole days, and fulls among differentials.
  case pgbackrest
}

extension RetentionRule {
  /// Which of the ascending copies the tool leaves, given the options that targets emit for the rule; never fewer than
  /// `kept(of:floor:)` where a target takes the rule at all.
  package func kept(by tool: ExpiryTool, of copies: [Copy], floor: Int) -> [Bool] {
    switch (tool, self) {
    case (.restic, .keep(var keep)):
      // What is younger than the next full hour.
      if let within = keep.within { keep.within = (within / 3600 + 1) * 3600 - 1 }
      return RetentionRule.keep(keep).kept(of: copies, floor: floor)
    case (.pgbackrest, .physical(let fulls, let differentials?)):
      return Self.physical(fulls: fulls, differentials: differentials + fulls).keptCountingFulls(of: copies)
    case (.pgbackrest, .keep(let keep)):
      let days = ((keep.within ?? 0) + 86_399) / 86_400
      return Self.fromLastFull(before: Int64(days) * 86_400, of: copies)
    default: return kept(of: copies, floor: floor)
    }
  }

  /// The newest fulls, and of differentials those among the newest of both kinds.
  private func keptCountingFulls(of copies: [Copy]) -> [Bool] {
    guard case .physical(let fulls, let both?) = self else { return [] }
    let byFulls = RetentionRule.physical(fulls: fulls, differentials: nil).kept(of: copies, floor: 1)
    let counted = zip(copies, byFulls).filter { $1 && $0.kind != .incremental }.map { $0.0.kind }
    let differentials = counted.suffix(both).filter { $0 == .differential }.count
    return RetentionRule.physical(fulls: fulls, differentials: differentials).kept(of: copies, floor: 1)
  }

  /// All from the newest full on that is older than `age` seconds, or simply all.
  private static func fromLastFull(before age: Int64, of copies: [Copy]) -> [Bool] {
    guard let newest = copies.last?.instant.secondsSince1970 else { return [] }
    let first = copies.lastIndex { $0.kind == .full && newest - $0.instant.secondsSince1970 > age } ?? 0
    return copies.indices.map { $0 >= first }
  }
}
