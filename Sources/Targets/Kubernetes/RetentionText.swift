import Diagnostics
import Planning
import Schedules

/// How long copies are kept, in words for a reviewer.
enum RetentionText {
  /// A part for each sink. For example: `offsite: daily 31, weekly 8, never fewer than 3`.
  static func text(of shipments: [Shipment]) -> String {
    shipments.map { "\($0.sink.value): \(text(of: $0))" }.joined(separator: "; ")
  }

  private static func text(of shipment: Shipment) -> String {
    switch shipment.retention.rule {
    case .forever: "forever"
    case .external: "expired externally"
    case .until(let year, let month, let day): "until \(year)-\(twoDigits(month))-\(twoDigits(day))"
    case .keep(let keep): "\(text(of: keep)), never fewer than \(shipment.minimumCopies)"
    case .physical(let fulls, let differentials):
      "fulls \(fulls)" + (differentials.map { ", differentials \($0)" } ?? "")
    }
  }

  private static func text(of keep: Keep) -> String {
    var parts: [String] = []
    if let within = keep.within { parts.append("within \(Quantity.duration(within))") }
    let amounts = [
      ("last", keep.last), ("hourly", keep.hourly), ("daily", keep.daily), ("weekly", keep.weekly),
      ("monthly", keep.monthly), ("yearly", keep.yearly),
    ]
    for (word, amount) in amounts {
      switch amount {
      case .none: break
      case .count(let count): parts.append("\(word) \(count)")
      case .unlimited: parts.append("\(word) unlimited")
      }
    }
    return parts.joined(separator: ", ")
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
