/// "Did you mean": the declared word that is nearest to a written one.
package enum Suggestions {
  /// The nearest candidate by edit distance, if any is near: at most a third of the word changed, or only its case.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let folded = word.lowercased()
    if let same = candidates.first(where: { $0.lowercased() == folded && $0 != word }) { return same }
    // Distances cost the product of the lengths, so very long words get no suggestion.
    guard word.utf8.count <= 64 else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = editDistance(Array(folded.utf8), Array(candidate.lowercased().utf8))
      if distance <= max(1, candidate.utf8.count / 3), distance < best?.distance ?? .max {
        best = (distance, candidate)
      }
    }
    return best?.candidate
  }

  /// The nearest key, or the only one that a written one abbreviates.
  static func key(for word: String, among keys: [String]) -> String? {
    if let near = nearest(to: word, among: keys) { return near }
    let longer = keys.filter { $0.lowercased().hasPrefix(word.lowercased()) }
    return word.utf8.count >= 3 && longer.count == 1 ? longer[0] : nil
  }

  /// Whether a word is one typing error away from another, in any case.
  static func isSlip(_ word: String, of meant: String) -> Bool {
    // Distances cost the product of the lengths.
    word.utf8.count <= 64 && editDistance(Array(word.lowercased().utf8), Array(meant.lowercased().utf8)) <= 1
  }

  /// The help line for a word that isn't among the candidates.
  package static func help(for word: String, among candidates: [String]) -> String? {
    nearest(to: word, among: candidates).map { "did you mean `\($0)`?" }
  }

  /// Words as a list: `a`, `b` or `c`.
  package static func list(_ words: [String]) -> String {
    let quoted = words.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Optimal string alignment: insertions, deletions, changes, and swaps of neighbours count one each.
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
