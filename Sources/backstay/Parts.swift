import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work on a long list, part by part, on several cores.
struct Parts {
  /// How many parts are worked on at a time.
  let jobs: Int

  /// So many elements make a part: enough to be worth a thread's turn, few enough to be soon done.
  private static let size = 8
  /// So many parts of each job may wait for one before them to be taken: that bounds the memory.
  private static let waiting = 16

  /// Calls `work` with the parts of a list of so many elements, and `take` with what they give, in the order of the list.
  func forEach<Product: Sendable>(
    of count: Int, _ work: @Sendable (Range<Int>) -> Product, take: (Product) -> Void
  ) {
    let parts = stride(from: 0, to: count, by: Self.size).map { $0..<min($0 + Self.size, count) }
    // A thread costs more than a few files.
    guard jobs > 1, parts.count > 2 else { return parts.forEach { take(work($0)) } }
    let wave = jobs * Self.waiting
    for first in stride(from: 0, to: parts.count, by: wave) {
      let parts = parts[first..<min(first + wave, parts.count)]
      for product in Self.products(of: parts, min(jobs, parts.count), work) { take(product) }
    }
  }

  /// What the parts give, in their order. Each of the jobs takes the next part that nobody has taken.
  private static func products<Product: Sendable>(
    of parts: ArraySlice<Range<Int>>, _ jobs: Int, _ work: @Sendable (Range<Int>) -> Product
  ) -> [Product] {
    let next = Mutex(parts.startIndex)
    let products = Mutex([Product?](repeating: nil, count: parts.count))
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard index < parts.endIndex else { return }
        let product = work(parts[index])
        products.withLock { $0[index - parts.startIndex] = product }
      }
    }
    return products.withLock { $0.compactMap { $0 } }
  }

  /// The machine's cores. Dispatch starts no more threads than the process may use of them.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
