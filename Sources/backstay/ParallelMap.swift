import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work on a long list, part by part, on several cores.
struct ParallelMap {
  /// How many parts are worked on at a time.
  private let jobs: Int

  /// More threads than this only cost memory.
  private static let mostJobs = 256
  /// The elements of a part: enough to be worth a thread's turn, few enough to be done soon.
  private static let size = 8
  /// How many parts of each job may wait for an earlier one to be taken, which limits the memory.
  private static let waiting = 16

  init(jobs: Int) { self.jobs = min(jobs, Self.mostJobs) }

  /// Calls `work` with the parts of a list of `count` elements, and `take` with their results, in the order of the
  /// list.
  func forEach<Product: Sendable>(
    of count: Int, _ work: @escaping @Sendable (Range<Int>) -> Product, take: (Product) -> Void
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

  /// The results of the parts, in order. Each job takes the next part that nobody has taken.
  private static func products<Product: Sendable>(
    of parts: ArraySlice<Range<Int>>, _ jobs: Int, _ work: @escaping @Sendable (Range<Int>) -> Product
  ) -> [Product] {
    let store = Store<Product>(parts)
    Threads.run(jobs) {
      while let index = store.take() { store.put(work(parts[index]), at: index) }
    }
    return store.products.withLock { $0.compactMap { $0 } }
  }

  /// The remaining and the finished work.
  private final class Store<Product: Sendable>: Sendable {
    private let indices: Range<Int>
    private let next: Mutex<Int>
    let products: Mutex<[Product?]>

    init(_ parts: ArraySlice<Range<Int>>) {
      indices = parts.indices
      next = Mutex(parts.startIndex)
      products = Mutex([Product?](repeating: nil, count: parts.count))
    }

    func take() -> Int? {
      next.withLock { next in
        guard next < indices.upperBound else { return nil }
        defer { next += 1 }
        return next
      }
    }

    func put(_ product: Product, at index: Int) {
      products.withLock { $0[index - indices.lowerBound] = product }
    }
  }

  /// The machine's cores.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
