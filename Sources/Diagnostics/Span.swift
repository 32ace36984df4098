/// A range of bytes in one source file.
///
/// Lines and columns are worked out from the text only when a finding is shown, so a span costs twelve bytes
/// and no look-up while a policy is read.
package struct Span: Sendable, Equatable, Hashable {
  /// The file's index in its `SourceFiles`.
  package var file: UInt32
  /// The first byte.
  package var start: UInt32
  /// One past the last byte.
  package var end: UInt32

  package init(file: UInt32, start: UInt32, end: UInt32) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// The start of the first file, for findings that no place in the text caused.
  package static var none: Span { Span(file: 0, start: 0, end: 0) }

  /// Whether this span is within another.
  package func isWithin(_ other: Span) -> Bool {
    file == other.file && start >= other.start && end <= other.end
  }

  /// The part of this span from `offset`, `length` bytes long, kept within this span.
  package func part(_ offset: Int, _ length: Int) -> Span {
    let from = min(start + UInt32(clamping: offset), end)
    return Span(file: file, start: from, end: min(from + UInt32(clamping: length), end))
  }
}
