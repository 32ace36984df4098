package import Diagnostics

/// One node of a `Tree`: 32 bytes, whatever it holds.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable { case scalar, mapping, sequence, alias }

  /// How a scalar is written. Only a plain one can be anything but a string.
  package enum Style: UInt8, Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  package var kind: Kind
  package var style: Style
  /// Whether the node has an anchor.
  package var isAnchored: Bool
  /// The file that the node was written in: its index in the run's source files.
  package var file: UInt8
  /// Where the node starts and ends in its file, in bytes, quotes and brackets included.
  package var start: UInt32
  package var end: UInt32
  /// Where a scalar's value is in the tree's text; for an alias, the index of the node that it refers to.
  package var offset: UInt32
  /// Bytes of a scalar's value.
  package var length: UInt32
  /// Entries of a mapping, items of a sequence.
  package var count: UInt32
  /// The index just past the node and all below it.
  package var next: UInt32
  /// The number of nodes of the subtree, with aliases expanded.
  package var weight: UInt32

  /// Where the node was written.
  package var span: Span { Span(file: UInt32(file), start: start, end: end) }
}
