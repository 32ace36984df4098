/// The shortest way from one list of lines to another, by the greedy algorithm of Myers, "An O(ND) Difference
/// Algorithm and Its Variations", 1986.
///
/// Limited: beyond 1,000 changed lines (fewer in files of more than 50,000 lines), everything between the first and the
/// last difference counts as changed, which is still correct, only longer. So it takes at most about 8 MB and 50
/// million steps, whatever the files.
struct LineDifference {
  /// Old lines that are replaced with new ones; one of the two may be empty, and then gives the position.
  struct Change: Equatable {
    let old: Range<Int>
    let new: Range<Int>
  }

  /// The changes in order; between two of them lines are equal.
  let changes: [Change]

  init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    var numbers = LineNumbers()
    let old = old.map { numbers[$0] }
    let new = new.map { numbers[$0] }
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    let oldMiddle = old[start..<old.count - end]
    let newMiddle = new[start..<new.count - end]
    if oldMiddle.isEmpty, newMiddle.isEmpty {
      changes = []
    } else if let marks = Self.marks(Array(oldMiddle), Array(newMiddle)) {
      changes = Self.changes(marks, offset: start)
    } else {
      changes = [Change(old: oldMiddle.indices, new: newMiddle.indices)]
    }
  }

  /// Which lines of either side have no partner.
  private typealias Marks = (removed: [Bool], added: [Bool])

  /// Finds the partners; `nil` if there are too many differences.
  private static func marks(_ old: [Int], _ new: [Int]) -> Marks? {
    let limit = min(old.count + new.count, 1000, max(1, 50_000_000 / (old.count + new.count)))
    // reached[k + limit + 1] is how far into the old lines a path with k more removals than additions has come.
    var reached = [Int](repeating: 0, count: 2 * limit + 3)
    var history: [ArraySlice<Int>] = []
    let middle = limit + 1
    for distance in 0...limit {
      for k in stride(from: -distance, through: distance, by: 2) {
        let adds = k == -distance || k != distance && reached[middle + k - 1] < reached[middle + k + 1]
        var x = distance == 0 ? 0 : adds ? reached[middle + k + 1] : reached[middle + k - 1] + 1
        while x < old.count, x - k < new.count, old[x] == new[x - k] { x += 1 }
        reached[middle + k] = x
        if x >= old.count, x - k >= new.count { return trace(history, middle, old.count, new.count) }
      }
      // Copied, since the next round overwrites it; only the part in use.
      history.append(ArraySlice(Array(reached[(middle - distance)...(middle + distance)])))
    }
    return nil
  }

  /// Goes back from the end along what each round had reached.
  private static func trace(_ history: [ArraySlice<Int>], _ middle: Int, _ oldCount: Int, _ newCount: Int) -> Marks {
    var marks = Marks(
      removed: [Bool](repeating: false, count: oldCount), added: [Bool](repeating: false, count: newCount))
    var (x, y) = (oldCount, newCount)
    for distance in stride(from: history.count, to: 0, by: -1) {
      let before = history[distance - 1]
      let reached = { (k: Int) in abs(k) > distance - 1 ? -1 : before[k + distance - 1] }
      let k = x - y
      let adds = k == -distance || k != distance && reached(k - 1) < reached(k + 1)
      x = reached(adds ? k + 1 : k - 1)
      y = x - (adds ? k + 1 : k - 1)
      if adds { marks.added[y] = true } else { marks.removed[x] = true }
    }
    return marks
  }

  private static func changes(_ marks: Marks, offset: Int) -> [Change] {
    var changes: [Change] = []
    var (x, y) = (0, 0)
    while x < marks.removed.count || y < marks.added.count {
      let (oldStart, newStart) = (x, y)
      while x < marks.removed.count, marks.removed[x] { x += 1 }
      while y < marks.added.count, marks.added[y] { y += 1 }
      if x == oldStart, y == newStart {
        x += 1
        y += 1
      } else {
        changes.append(Change(old: oldStart + offset..<x + offset, new: newStart + offset..<y + offset))
      }
    }
    return changes
  }
}

/// Numbers for lines, equal for equal bytes, so that comparing two lines is one step.
private struct LineNumbers {
  private struct Line: Hashable {
    let bytes: ArraySlice<UInt8>

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private var numbers: [Line: Int] = [:]

  subscript(bytes: ArraySlice<UInt8>) -> Int {
    mutating get {
      let line = Line(bytes: bytes)
      if let number = numbers[line] { return number }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
  }
}
