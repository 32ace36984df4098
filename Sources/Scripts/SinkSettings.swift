import Diagnostics
import Formats
import Planning
import Schedules

/// A sink as assignments to the variables that the shipping functions read.
struct SinkSettings {
  typealias Settings = [ShellScript.Statement]

  let shipment: Shipment
  let site: ScriptSite

  /// A count that no history reaches: not every version of restic has a word for `unlimited`.
  private static let unlimited = 999_999

  /// Where copies go and who may write, expire and read them.
  var location: Settings {
    var settings: Settings = []
    if shipment.bestEffort { settings.set("best_effort", "yes") }
    settings.set("store", site.sinkRoot(for: shipment) == nil ? shipment.location.word : "directory")
    switch shipment.location {
    case .s3(let s3):
      settings.set("region", s3.region?.value)
      settings.set("endpoint", s3.endpoint?.value)
      if s3.pathStyle { settings.set("path_style", "yes") }
      settings.set("storage_class", s3.storageClass?.value)
      settings.setKeys("write", s3.credentials)
      settings.setKeys("expire", s3.expiryCredentials)
      settings.setKeys("read", s3.readCredentials)
    case .gcs(let store):
      if case .key(let key) = store.credentials { settings.set("store_key", key.value) }
    case .azure(let store):
      settings.set("account", store.account?.value)
      if case .key(let key) = store.credentials { settings.set("store_key", key.value) }
    case .sftp(let sftp):
      settings.set("host", sftp.host.value)
      settings.set("port", "\(sftp.port)")
      settings.set("user", sftp.user.value)
      settings.set("private_key", sftp.privateKey.value)
      settings.set("host_keys", sftp.hostKeys.map { $0.value }.joined(separator: "\n"))
    case .filesystem, .volumeClaim:
      settings.set("root", site.sinkRoot(for: shipment))
    }
    return settings
  }

  /// How copies lie there.
  var repository: Settings {
    var settings: Settings = []
    switch shipment.repository {
    case .restic(let passphrase):
      settings.set("passphrase", passphrase.value)
      settings.set("repository", shipment.resticRepository(in: site.sinkRoot(for: shipment)))
    case .borg(let passphrase):
      settings.set("passphrase", passphrase.value)
    case .pgbackrest:
      break
    case .plain(let recipients, _):
      if !recipients.isEmpty { settings.set("protection", "age") }
      settings.set("recipients", recipients.map { $0.value }.joined(separator: "\n"))
      guard case .s3(let s3) = shipment.location else { return settings }
      settings.set("bucket", s3.bucket.value)
      settings.set("prefix", s3.prefix.isEmpty ? nil : s3.prefix + "/")
      settings.set("encryption", s3.serverSideEncryption?.value)
      settings.set("key_id", s3.keyID?.value)
      if let lock = shipment.lock {
        settings.set("lock_mode", lock.compliance ? "COMPLIANCE" : "GOVERNANCE")
        settings.set("lock_seconds", "\(lock.duration)")
      }
    }
    return settings
  }

  /// What expires, and whether the space is freed by the run itself.
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
  fileprivate mutating func set(_ name: String, _ value: String?) {
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
