import Diagnostics
import Planning
import Schedules

/// One sink as a repository of pgbackrest: `repo1`, `repo2` and so on, in the policy's order.
struct PgBackRestRepository {
  /// The number in the names of its options, from 1.
  let number: Int
  let shipment: Shipment

  /// A secret and the variable of pgbackrest's environment that it goes to.
  struct Secret: Equatable {
    enum Use: Equatable {
      /// The file's first line is the value.
      case value
      /// The value is the file's path.
      case file
      /// The first line is the value, and tells which kind of key it is.
      case azureKey
    }

    let use: Use
    let variable: String
    let name: Text
  }

  /// The options with their values, none of them secret, in the order in which they are written.
  func options(knownHosts: String) -> [(name: String, value: String)] {
    let cipher = shipment.repository.secret == nil ? "none" : "aes-256-cbc"
    return store.options(knownHosts: knownHosts) + [("cipher-type", cipher), ("bundle", "y"), ("block", "y")]
      + retention
  }

  /// The secrets that it needs.
  var secrets: [Secret] {
    let cipher = shipment.repository.secret.map { [(use: Secret.Use.value, option: "CIPHER_PASS", name: $0)] } ?? []
    return (cipher + store.variables).map {
      Secret(use: $0.use, variable: "PGBACKREST_REPO\(number)_\($0.option)", name: $0.name)
    }
  }

  /// The store as pgbackrest knows it.
  var store: any PgBackRestStore { shipment.location.pgbackrest }

  /// The absolute path of a repository on this machine.
  var folder: Text? { shipment.folder }

  /// The number that means "keep everything": pgbackrest warns if there is none.
  static let unlimited = 9_999_999

  /// How pgbackrest's retention differs from the policy's, as a sentence; or `nil`.
  var retentionRemark: String? {
    switch shipment.retention.rule {
    case .physical(let fulls, let differentials?):
      "repo\(number)-retention-diff is \(differentials) + \(fulls): pgbackrest counts fulls among the differentials."
    case .keep(let keep):
      "repo\(number)-retention-full keeps \(Self.days(keep.within ?? 0)) days and one cycle more: the last full before them expires with the next one."
    case .physical, .forever, .external, .until: nil
    }
  }

  private var retention: [(name: String, value: String)] {
    switch shipment.retention.rule {
    case .physical(let fulls, let differentials):
      // pgbackrest counts fulls among the differentials.
      let differential = differentials.map { [("retention-diff", "\($0 + fulls)")] } ?? []
      return [("retention-full-type", "count"), ("retention-full", "\(fulls)")] + differential
    case .keep(let keep):
      return [("retention-full-type", "time"), ("retention-full", "\(Self.days(keep.within ?? 0))")]
    case .forever, .external, .until: return [("retention-full", "\(Self.unlimited)")]
    }
  }

  /// `seconds` as whole days, rounded up.
  static func days(_ seconds: Int) -> Int { (seconds + 86_399) / 86_400 }
}
