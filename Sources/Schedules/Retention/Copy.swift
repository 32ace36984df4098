/// What a physical backup rests on; a copy of any other method rests on nothing, as a full does.
package enum CopyKind: UInt8, Sendable, Equatable {
  /// Nothing.
  case full
  /// The full before it.
  case differential
  /// The backup before it, of whatever kind.
  case incremental
}

/// One verified capture of one material at one sink, or a run that makes one.
package struct Copy: Sendable, Equatable {
  /// The snapshot's start.
  package var instant: Instant
  package var kind: CopyKind

  package init(_ instant: Instant, _ kind: CopyKind = .full) {
    self.instant = instant
    self.kind = kind
  }
}
