/// What each version of systemd knows, as far as our units make use of it.
package enum SystemdVersion {
  /// The oldest version that units are written for: without `LoadCredential=` secrets would have to lie in the open.
  package static let oldest = 247

  /// Whether `version` knows `key`; an older one would ignore the line with a warning.
  static func knows(_ key: String, _ version: Int) -> Bool {
    for entry in firstVersions where entry.key == key { return version >= entry.version }
    return true
  }

  // systemd's NEWS; only keys that are younger than the oldest version need an entry.
  private static let firstVersions: [(key: String, version: Int)] = [
    (key: "PrivateIPC", version: 248), (key: "WantsMountsFor", version: 256),
  ]
}
