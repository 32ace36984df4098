#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The progress of a long run, on one terminal line that is overwritten and removed at the end.
struct ProgressLine {
  private let total: Int
  private let isShown: Bool
  private var done = 0
  private var isVisible = false
  /// The moment, in milliseconds, from which the line may be written.
  private var due: Int

  /// Runs shorter than this, in milliseconds, end before anybody looks.
  private static let patience = 500
  private static let interval = 100

  init(of total: Int, isShown: Bool) {
    self.total = total
    // A few files are too fast to show progress.
    self.isShown = isShown && total >= 100 && Terminal.isTerminal
    due = self.isShown ? Self.now + Self.patience : 0
  }

  /// Removes the line, so that something else can be printed.
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
