/// How long the copies of one material are kept at one sink.
package enum RetentionRule: Sendable, Equatable {
  /// Nothing expires.
  case forever
  /// Somebody else expires.
  case external
  /// Nothing expires before this UTC date, and all but the floor may after it.
  case until(year: Int, month: Int, day: Int)
  case keep(Keep)
  /// Numbers of fulls and of differentials, for physical methods.
  case physical(fulls: Int, differentials: Int?)
}
