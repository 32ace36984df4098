/// A version by its first two numbers, such as 2.45.
package struct Version: Sendable, Comparable, Equatable {
  package var major: Int
  package var minor: Int

  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  package static func < (a: Version, b: Version) -> Bool { (a.major, a.minor) < (b.major, b.minor) }

  /// The version as people write it: `2.45`.
  package var text: String { "\(major).\(minor)" }
}
