package import Foundation

/// A checked-in file that the program can produce.
package struct GeneratedFile: Sendable {
  /// From the package's root.
  package var path: String
  package var contents: Data
  package var mode: UInt16 = 0o644
}
