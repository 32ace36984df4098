#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How far a long run has come, on a line of a terminal that is written over and gone in the end.
struct ProgressLine {
  private let total: Int
  private let isShown: Bool
  private var done = 0
  private var isVisible = false
  /// The moment, in milliseconds, from which the line may be written.
  private var due: Int

  /// Shorter runs than this, in milliseconds, are over before anybody looks.
  private static let patience = 500
  private static let interval = 100

  init(of total: Int, isShown: Bool) {
    self.total = total
    // A few files take no time worth telling.
    self.isShown = isShown && total >= 100 && Terminal.isTerminal
    due = self.isShown ? Self.now + Self.patience : 0
  }

  /// Takes the line away, for something else to be printed.
  mutating func clear() {
    guard isVisible else { return }
    Terminal.report("\r\u{1B}[K")
    isVisible = false
  }

  /// Some more are done.
  mutating func advance(by count: Int) {
    guard isShown else { return }
    done += count
    guard done < total else { return clear() }
    let now = Self.now
    guard now >= due else { return }
    due = now + Self.interval
    Terminal.report("\r\u{1B}[K\(done) of \(total) files")
    isVisible = true
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
