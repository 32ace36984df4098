internal import ASCII

/// The names that one policy's units, user and folders have on a machine.
package struct UnitNames: Sendable, Equatable {
  /// The policy's name.
  package let policy: String

  /// The names of the policy called `policy`.
  package init(policy: String) { self.policy = policy }

  /// A unit's name without its suffix. For example: `backstay-certctl-nightly`.
  package func unit(_ part: String) -> String { "backstay-\(policy)-\(part)" }

  /// The name of the template that units name in `OnFailure=`, without `@.service`.
  package var failureTemplate: String { unit("failure") }

  /// The user of jobs without `runAs`, and the group of everything that the policy's jobs share.
  ///
  /// At most 31 characters that sysusers.d(5) allows: a policy's name that doesn't fit is cut and distinguished from
  /// others by a hash.
  package var user: String {
    let plain = "backstay-\(policy)"
    if plain.utf8.count <= 31, policy.utf8.allSatisfy(Self.isUserNameByte) { return plain }
    let kept = policy.utf8.filter(Self.isUserNameByte).prefix(13)
    return "backstay-" + String(decoding: kept, as: UTF8.self) + "-" + Self.hash(policy)
  }

  /// The folder of the programs of all policies.
  package static let library = "/usr/local/lib/backstay"

  /// The folder of the policy's programs.
  package var programs: String { "\(Self.library)/\(policy)" }

  /// The folder that holds a file for each secret, unless a binding says otherwise.
  package var secrets: String { "/etc/backstay/secrets/\(policy)" }

  /// The folder that holds a file, named as the unit, for each unit whose last run failed.
  package var failed: String { "/var/lib/\(failedBelowState)" }

  /// The same folder as `StateDirectory=` wants it.
  package var failedBelowState: String { "backstay/\(policy)/failed" }

  /// The folder of the services' metrics files.
  package var metrics: String { "/var/lib/backstay/\(policy)/metrics" }

  /// The file of the service whose name ends in `part`, in Prometheus' text format.
  package func metrics(of part: String) -> String { "\(metrics)/\(part).prom" }

  /// Whether `name` can be part of a unit's name and of a path unchanged.
  package static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.first != UInt8(ascii: ".")
      && name.utf8.allSatisfy {
        isUserNameByte($0) || $0 == UInt8(ascii: ".") || $0.isUppercase
      }
  }

  /// The longest `part` for which the failure handler's instance, which names the failed unit, is still a unit's name.
  ///
  /// A unit's name has at most 255 characters (systemd.unit(5)).
  package var longestPart: Int {
    255 - failureTemplate.utf8.count - unit("").utf8.count - "@.service.service".utf8.count
  }

  private static func isUserNameByte(_ byte: UInt8) -> Bool {
    byte.isLowercase || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  // FNV-1a: the name must be the same on every machine and in every version.
  private static func hash(_ text: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}
