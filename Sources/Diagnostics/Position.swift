/// A position as people and editors count it, both from 1.
package struct Position: Sendable, Equatable {
  package var line: Int
  /// In characters (Unicode scalars), as GNU tools and editors count.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
