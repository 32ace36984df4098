import Foundation
import Schedules

// Reads questions from standard input, one a line as JSON, and answers each with one line: the instants of the copies
// that the simulator keeps, and of those that the tool is predicted to leave beyond them, as
// `{"kept": […], "surplus": […]}`.

/// One question: which of the copies are kept after a success made the last of them.
struct Question: Decodable {
  /// The copies in any order, in seconds since 1970, each with the kind of a physical backup if it is one.
  var copies: [CopyText]
  /// The retention as a policy has it, durations in seconds.
  var retention: [String: AmountText]
  /// The number of copies that expiry always leaves.
  var floor: Int
  /// What expires: `script`, `restic` or `pgbackrest`.
  var tool: String

  struct CopyText: Decodable {
    var at: Int64
    var kind: String?
  }

  /// A number, or `unlimited`.
  enum AmountText: Decodable {
    case count(Int)
    case unlimited

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let count = try? container.decode(Int.self) {
        self = .count(count)
      } else if try container.decode(String.self) == "unlimited" {
        self = .unlimited
      } else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither a number nor `unlimited`")
      }
    }

    var amount: Keep.Amount {
      switch self {
      case .count(let count): .count(count)
      case .unlimited: .unlimited
      }
    }

    var count: Int? { if case .count(let count) = self { count } else { nil } }
  }

  /// A key that isn't known would be a question that nobody asked.
  var rule: RetentionRule? {
    if let fulls = retention["fulls"]?.count {
      return .physical(fulls: fulls, differentials: retention["differentials"]?.count)
    }
    var keep = Keep()
    for (key, value) in retention {
      switch key {
      case "within": keep.within = value.count
      case "last": keep.last = value.amount
      case "hourly": keep.hourly = value.amount
      case "daily": keep.daily = value.amount
      case "weekly": keep.weekly = value.amount
      case "monthly": keep.monthly = value.amount
      case "yearly": keep.yearly = value.amount
      default: return nil
      }
    }
    return .keep(keep)
  }

  var expiry: ExpiryTool? {
    switch tool {
    case "script": .script
    case "restic": .restic
    case "pgbackrest": .pgbackrest
    default: nil
    }
  }

  var sortedCopies: [Copy] {
    copies.sorted { $0.at < $1.at }.map {
      let kind: CopyKind =
        switch $0.kind {
        case "diff": .differential
        case "incr": .incremental
        default: .full
        }
      return Copy(Instant(secondsSince1970: $0.at), kind)
    }
  }
}

while let line = readLine() {
  let question = try JSONDecoder().decode(Question.self, from: Data(line.utf8))
  guard let rule = question.rule, let tool = question.expiry else { fatalError("no such rule or tool: \(line)") }
  let copies = question.sortedCopies
  let kept = rule.kept(of: copies, floor: question.floor)
  let left = rule.kept(by: tool, of: copies, floor: question.floor)
  precondition(zip(kept, left).allSatisfy { !$0 || $1 }, "the tool is predicted to lose what is kept: \(line)")
  func instants(_ isIncluded: (Int) -> Bool) -> String {
    "[" + copies.indices.filter(isIncluded).map { String(copies[$0].instant.secondsSince1970) }.joined(separator: ",")
      + "]"
  }
  print("{\"kept\":" + instants { kept[$0] } + ",\"surplus\":" + instants { left[$0] && !kept[$0] } + "}")
}
