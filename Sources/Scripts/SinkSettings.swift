import Diagnostics
import Formats
import Planning
import Schedules

/// A sink as assignments to the variables that the shipping functions read.
struct SinkSettings {
  typealias Settings = [ShellScript.Statement]

  let shipment: Shipment

  /// A count that no history reaches: not every version of restic supports `unlimited`.
  private static let unlimited = 999_999

  /// Where copies go and who may write, expire and read them.
  var location: Settings {
    var settings: Settings = []
    if shipment.bestEffort { settings.set("best_effort", "yes") }
    let store = shipment.location.scripted
    if let directory = shipment.directory {
      settings.set("store", "directory")
      settings.set("root", directory)
    } else {
      settings.set("store", shipment.store.kind.word)
      settings += store.settings
    }
    if let roles = store.roles {
      if case .key(let key) = roles.write { settings.set("store_key", key.value) }
      settings.setKeys("write", roles.write)
      settings.setKeys("expire", roles.expire)
      settings.setKeys("read", roles.read)
    }
    return settings
  }

  /// The format of copies.
  var repository: Settings {
    var settings: Settings = []
    switch shipment.repository {
    case .restic(let passphrase):
      settings.set("passphrase", passphrase.value)
      settings.set("repository", shipment.resticRepository)
    case .borg(let passphrase):
      settings.set("passphrase", passphrase.value)
    case .pgbackrest:
      break
    case .plain(let recipients, _):
      if !recipients.isEmpty { settings.set("protection", "age") }
      settings.set("recipients", recipients.map { $0.value }.joined(separator: "\n"))
      settings += shipment.location.scripted.objectSettings
      if let lock = shipment.lock, shipment.location.scripted.showsLocks {
        settings.set("lock_mode", lock.compliance ? "COMPLIANCE" : "GOVERNANCE")
        settings.set("lock_seconds", "\(lock.duration)")
      }
    }
    return settings
  }

  /// What expires, and whether the run frees the space.
  func retention(reclaims: Bool) -> Settings {
    var settings: Settings = []
    switch shipment.retention.rule {
    case .forever, .external, .physical: return []
    case .until(let year, let month, let day):
      settings.set("expiry", "until")
      settings.set("until", "\(year * 10_000 + month * 100 + day)")
    case .keep(let keep):
      guard keep != Keep() else { return [] }
      settings.set("expiry", "keep")
      settings.set("within", keep.within.map { "\($0)" })
      settings.set("last", keep.last)
      settings.set("hourly", keep.hourly)
      settings.set("daily", keep.daily)
      settings.set("weekly", keep.weekly)
      settings.set("monthly", keep.monthly)
      settings.set("yearly", keep.yearly)
    }
    settings.set("minimum_copies", "\(max(shipment.minimumCopies, 1))")
    if reclaims { settings.set("reclaim", "yes") }
    return settings
  }

  fileprivate static func text(_ amount: Keep.Amount) -> String? {
    switch amount {
    case .none: nil
    case .count(let count): "\(count)"
    case .unlimited: "\(unlimited)"
    }
  }
}

extension SinkSettings.Settings {
  /// Sets a variable, where there is a value.
  mutating func set(_ name: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    append(.assignment(name: name, value: value))
  }

  fileprivate mutating func set(_ name: String, _ amount: Keep.Amount) { set(name, SinkSettings.text(amount)) }

  fileprivate mutating func setKeys(_ role: String, _ credentials: StoreAccess?) {
    guard case .accessKey(let id, let secret) = credentials else { return }
    set("\(role)_id", id.value)
    set("\(role)_secret", secret.value)
  }
}
