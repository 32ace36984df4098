package import Diagnostics
package import Schedules

extension Retention {
  /// What an unstated retention means.
  package static var absentRule: RetentionRule { .forever }
  package static var absence: StaticString { "nothing expires" }

  /// What it means, without places in a file.
  package var rule: RetentionRule {
    switch self {
    case .within(let duration):
      var keep = Keep()
      keep.within = duration.seconds
      return .keep(keep)
    case .keep(let rules):
      var keep = Keep()
      keep.within = rules.within?.seconds
      keep.last = Keep.Amount(rules.last)
      keep.hourly = Keep.Amount(rules.hourly)
      keep.daily = Keep.Amount(rules.daily)
      keep.weekly = Keep.Amount(rules.weekly)
      keep.monthly = Keep.Amount(rules.monthly)
      keep.yearly = Keep.Amount(rules.yearly)
      return .keep(keep)
    case .physical(let physical):
      return .physical(fulls: physical.fulls.value, differentials: physical.differentials?.value)
    case .until(let date): return .until(year: date.year, month: date.month, day: date.day)
    case .forever: return .forever
    case .external: return .external
    }
  }

  /// Where the policy says it.
  package var span: Span {
    switch self {
    case .within(let duration): duration.span
    case .keep(let rules): rules.origin
    case .physical(let physical): physical.origin
    case .until(let date): date.span
    case .forever(let span), .external(let span): span
    }
  }
}

extension Keep.Amount {
  fileprivate init(_ amount: Amount?) {
    switch amount {
    case .count(let count): self = .count(count.value)
    case .unlimited: self = .unlimited
    case nil: self = .none
    }
  }
}
