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
    let location =
      switch shipment.location {
      case .filesystem(let path): [("type", "posix"), ("path", path.value)]
      case .s3(let store): s3(store)
      case .gcs(let store):
        [
          ("type", "gcs"), ("path", "/" + store.prefix), ("gcs-bucket", store.bucket.value),
          ("gcs-key-type", Self.isKey(store.credentials) ? "service" : "auto"),
        ]
      case .azure(let store):
        [
          ("type", "azure"), ("path", "/" + store.prefix), ("azure-account", store.account?.value ?? ""),
          ("azure-container", store.bucket.value),
        ] + (Self.isKey(store.credentials) ? [] : [("azure-key-type", "auto")])
      case .sftp(let host): sftp(host, knownHosts: knownHosts)
      case .volumeClaim: [(String, String)]()
      }
    let cipher = cipherSecret == nil ? "none" : "aes-256-cbc"
    return location + [("cipher-type", cipher), ("bundle", "y"), ("block", "y")] + retention
  }

  /// The secrets that it needs.
  var secrets: [Secret] {
    var secrets: [Secret] = []
    if let name = cipherSecret { secrets.append(secret(.value, "CIPHER_PASS", name)) }
    switch shipment.location {
    case .s3(let store):
      if case .accessKey(let id, let key) = store.credentials {
        secrets += [secret(.value, "S3_KEY", id), secret(.value, "S3_KEY_SECRET", key)]
      }
    case .gcs(let store):
      if case .key(let name) = store.credentials { secrets.append(secret(.file, "GCS_KEY", name)) }
    case .azure(let store):
      if case .key(let name) = store.credentials { secrets.append(secret(.azureKey, "AZURE_KEY", name)) }
    case .sftp(let host): secrets.append(secret(.file, "SFTP_PRIVATE_KEY_FILE", host.privateKey))
    case .filesystem, .volumeClaim: break
    }
    return secrets
  }

  /// The lines that the repository's host must be known by, as `known_hosts` has them.
  var knownHosts: [String] {
    guard case .sftp(let host) = shipment.location else { return [] }
    let name = host.port == 22 ? host.host.value : "[\(host.host.value)]:\(host.port)"
    return host.hostKeys.map { "\(name) \($0.value)" }
  }

  /// The absolute path of a repository on this machine.
  var folder: Text? {
    guard case .filesystem(let path) = shipment.location else { return nil }
    return path
  }

  /// The number that stands for "keep everything": pgbackrest warns where there is none.
  static let unlimited = 9_999_999

  private var cipherSecret: Text? {
    guard case .pgbackrest(let cipher) = shipment.repository else { return nil }
    return cipher
  }

  /// What pgbackrest makes of the policy's retention where that is not the same number, as a sentence; or `nil`.
  var retentionRemark: String? {
    switch shipment.retention.rule {
    case .physical(let fulls, let differentials?):
      "repo\(number)-retention-diff is \(differentials) + \(fulls): pgbackrest counts fulls among the differentials."
    case .keep(let keep):
      "repo\(number)-retention-full keeps \(Self.days(keep.within ?? 0)) days and one cycle more: the last full before them goes with the next one."
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

  private func s3(_ store: S3) -> [(name: String, value: String)] {
    let region = store.regionOrUsual
    let endpoint = Endpoint(store.endpoint?.value ?? "https://s3.\(region).amazonaws.com")
    let keyType =
      switch store.credentials {
      case .workloadIdentity: "web-id"
      case .instance: "auto"
      case .accessKey, .key: "shared"
      }
    var options = [
      ("type", "s3"), ("path", "/" + store.prefix), ("s3-bucket", store.bucket.value),
      ("s3-endpoint", endpoint?.host ?? ""), ("s3-region", region), ("s3-key-type", keyType),
      ("s3-uri-style", store.pathStyle ? "path" : "host"),
    ]
    if let port = endpoint?.port { options.append(("storage-port", port)) }
    if let key = store.keyID { options.append(("s3-kms-key-id", key.value)) }
    return options
  }

  private func sftp(_ host: SFTP, knownHosts: String) -> [(name: String, value: String)] {
    [
      ("type", "sftp"), ("path", host.path.value), ("sftp-host", host.host.value), ("sftp-host-port", "\(host.port)"),
      ("sftp-host-user", host.user.value), ("sftp-host-key-hash-type", "sha256"),
      ("sftp-host-key-check-type", "strict"), ("sftp-known-host", knownHosts),
    ]
  }

  private func secret(_ use: Secret.Use, _ option: String, _ name: Text) -> Secret {
    Secret(use: use, variable: "PGBACKREST_REPO\(number)_\(option)", name: name)
  }

  private static func isKey(_ credentials: StoreAccess) -> Bool {
    if case .key = credentials { return true }
    return false
  }

  /// `seconds` as whole days, rounded up.
  static func days(_ seconds: Int) -> Int { (seconds + 86_399) / 86_400 }

  /// The host and port of a store's address.
  struct Endpoint: Equatable {
    let host: String
    let port: String?

    /// The parts of `https://host[:port]`, or `nil` where `address` is none such.
    init?(_ address: String) {
      let scheme = "https://"
      guard address.utf8.starts(with: scheme.utf8) else { return nil }
      var rest = address.dropFirst(scheme.count)
      if rest.last == "/" { rest.removeLast() }
      let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
      guard let host = parts.first, !host.isEmpty, !rest.contains("/"), parts.count <= 2 else { return nil }
      self.host = String(host)
      port = parts.count == 2 ? String(parts[1]) : nil
    }
  }
}
