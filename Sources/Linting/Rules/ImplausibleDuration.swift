internal import Diagnostics
internal import Language

/// A duration in minutes where days, months or years are expected.
struct ImplausibleDuration: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "implausible-duration", .error,
    summary:
      "Copies are kept or locked for seconds or minutes, an escrow is checked as often, or a retention objective is shorter than a day.",
    why:
      "In a duration, `m` means minutes and `mo` means months. Copies that expire as soon as they are made are no backup, and a retention objective counts days.",
    remedy: "Write months as `mo`; state a retention objective of at least `1d`.",
    accepts: [
      """
      objectives: {retention: 1mo}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: 2mo}}
      """,
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {within: 36h, daily: 40}}}
      """,
    ],
    rejects: [
      """
      #                       ↓
      objectives: {retention: 12h}
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: 6m}}
      """,
      """
      #                                                                    ↓
      secrets: {key: {escrow: {where: A safe., checked: 2026-01-01, every: 6m}}}
      """,
      """
      #                                                                                                ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {within: 90m, daily: 40}}}
      """,
      """
      #                                                                                                ↓
      sinks: {local: {s3: {bucket: b, region: r, credentials: instance}, lock: {mode: governance, for: 3m}}}
      """,
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    if let retention = policy.objectives.retention, retention.seconds < 86_400 {
      report.fault(.noDay(retention), at: retention.span)
    }
    for secret in policy.secrets { check(secret.escrow?.every, &report) }
    for sink in policy.sinks { check(sink.lock?.duration, &report) }
    for backup in policy.backups {
      check(backup.retention?.age, &report)
      for use in backup.sinks { check(use.retention?.age, &report) }
    }
  }

  private func check(_ duration: Duration?, _ report: inout Report) {
    guard let duration, duration.unit == .minute || duration.unit == .second else { return }
    report.fault(.brief(duration), at: duration.span)
  }
}

extension Retention {
  /// The age up to which all copies are kept, if it is stated.
  fileprivate var age: Duration? {
    switch self {
    case .within(let age): age
    case .keep(let keep): keep.within
    case .physical, .until, .forever, .external: nil
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func brief(_ duration: Duration) -> Self {
    let unit = duration.unit == .minute ? "minute" : "second"
    return .init(
      "`\(duration.written)` is \(duration.count) \(unit)\(duration.count == 1 ? "" : "s")",
      help: duration.unit == .minute ? "write `\(duration.written)o` for months" : "write days or months")
  }

  fileprivate static func noDay(_ duration: Duration) -> Self {
    let isMinute = duration.unit == .minute
    return .init(
      "the objective counts days, and `\(duration.written)` is less than one",
      help: isMinute ? "write `\(duration.written)o` for months" : "write at least `1d`")
  }
}
