internal import Diagnostics
internal import Language
internal import Linting
internal import Planning
internal import Schedules

extension Material {
  /// What it is in words, the bytes that the policy expects, and whether another system captures it.
  var description: (words: String, expectedBytes: Int?, isExternal: Bool) {
    switch kind {
    case .postgresql(let server):
      return ("PostgreSQL \(server.serverVersion.value), \(server.what)", server.expectedSize?.bytes, false)
    case .files(let files):
      let paths = files.paths.map { $0.text.value }.joined(separator: ", ")
      let sensitive = files.sensitive.value ? " (sensitive)" : ""
      return (paths + sensitive, files.expectedSize?.bytes, false)
    case .external(let external):
      var words = external.what.text.value
      if let location = external.location { words += ", in \(location.text.value)" }
      if let owner = external.owner { words += ", kept by \(owner.value)" }
      return (words, nil, true)
    case nil: return ("", nil, false)
    }
  }
}

extension PostgreSQL {
  /// The databases and the server, such as `database certctl at certctl-postgres`.
  fileprivate var what: String {
    let captured =
      switch databases {
      case .one(let name): "database \(name.value)"
      case .several(.named(let names)): "databases \(names.map { $0.value }.joined(separator: ", "))"
      case .several(.all): "all databases"
      case nil: "the whole server"
      }
    switch connection {
    case .host(let host): return captured + " at \(host.value)"
    case .socket(let folder): return captured + " behind \(folder.text.value)"
    case nil: return captured
    }
  }
}

extension RetentionRule {
  /// The rule in words, such as `the newest of each of 31 days and 8 weeks`.
  var words: String {
    switch self {
    case .forever: return "everything, for ever"
    case .external: return "what somebody else decides: expiry is external"
    case .until(let year, let month, let day):
      let date = Instant(year: year, month: month, day: day).rfc3339.prefix(10)
      return "everything until \(date)"
    case .physical(let fulls, let differentials):
      let fulls = "\(fulls) full\(fulls == 1 ? "" : "s") and what rests on them"
      return differentials.map { "\(fulls), of differentials the newest \($0)" } ?? fulls
    case .keep(let keep): return keep.words
    }
  }
}

extension Keep {
  fileprivate var words: String {
    var parts: [String] = []
    if let within { parts.append("everything from the last \(within.asDuration)") }
    switch last {
    case .none: break
    case .count(let count): parts.append("the newest \(count)")
    case .unlimited: parts.append("everything")
    }
    var periods: [String] = []
    for (amount, period) in [
      (hourly, "hour"), (daily, "day"), (weekly, "week"), (monthly, "month"), (yearly, "year"),
    ] {
      switch amount {
      case .none: break
      case .count(let count): periods.append("\(count) \(period)\(count == 1 ? "" : "s")")
      case .unlimited: periods.append("every \(period)")
      }
    }
    if !periods.isEmpty { parts.append("the newest of each of \(periods.listed)") }
    return parts.joined(separator: "; ")
  }
}

extension Int {
  /// This number of bytes with three digits at the most, such as `2Gi`, `1.5Gi` or `72Gi`.
  var asSize: String {
    for (unit, shift) in [("Pi", 50), ("Ti", 40), ("Gi", 30), ("Mi", 20), ("Ki", 10)] where self >= 1 << shift {
      let tenths = (self * 10 + (1 << (shift - 1))) >> shift
      return tenths >= 100 || tenths % 10 == 0 ? "\((tenths + 5) / 10)\(unit)" : "\(tenths / 10).\(tenths % 10)\(unit)"
    }
    return "\(self) bytes"
  }
}
