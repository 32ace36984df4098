/// What each version of systemd supports, as far as our units use it.
package enum SystemdVersion {
  /// The oldest supported version: without `LoadCredential=`, secrets would be unprotected.
  package static let oldest = 247

  /// Whether `version` supports `key`; an older one would ignore the line with a warning.
  static func knows(_ key: String, _ version: Int) -> Bool {
    for entry in firstVersions where entry.key == key { return version >= entry.version }
    return true
  }

  // systemd's NEWS; only keys that are younger than the oldest version need an entry.
  private static let firstVersions: [(key: String, version: Int)] = [
    (key: "PrivateIPC", version: 248), (key: "WantsMountsFor", version: 256),
  ]
}
