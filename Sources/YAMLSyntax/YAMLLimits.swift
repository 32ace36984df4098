/// Limits on the input, checked while reading, so that no input takes long.
package enum YAMLLimits {
  /// Bytes of one file.
  package static let fileSize = 4 << 20
  /// Mappings and sequences inside one another. libyaml's own work grows with the square of the depth.
  package static let depth = 64
  /// Nodes of one file.
  package static let nodes = 50_000
  /// Nodes of one file with each alias written out.
  package static let expandedNodes = 50_000
}
