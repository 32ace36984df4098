/// Moves staged units to their places, one after the other, and back again if one fails.
struct FolderSwaps: ~Copyable {
  private let swap: SwapMethod
  private var done: [FolderPlan] = []

  init(_ swap: SwapMethod) {
    self.swap = swap
  }

  /// Puts a staged unit in its place.
  mutating func perform(_ plan: FolderPlan, in output: borrowing Directory) throws(ArtifactError) {
    try move(plan, in: output)
    done.append(plan)
  }

  /// Undoes every swap, the last first; continues if one fails, to undo as much as possible.
  mutating func undo(in output: borrowing Directory) {
    while let plan = done.popLast() {
      switch plan.action {
      case .none: break
      case .create: try? takeAway(plan.unit, in: output)
      case .replace: try? exchange(plan.unit, in: output)
      case .remove: try? bringBack(plan.unit, in: output)
      }
    }
  }

  private func move(_ plan: FolderPlan, in output: borrowing Directory) throws(ArtifactError) {
    switch plan.action {
    case .none: break
    case .create: try bringBack(plan.unit, in: output)
    case .replace: try exchange(plan.unit, in: output)
    case .remove: try takeAway(plan.unit, in: output)
    }
  }

  private func bringBack(_ unit: String, in output: borrowing Directory) throws(ArtifactError) {
    try staging("new", in: output).rename(Manifest.encode(unit), to: output, unit)
  }

  private func takeAway(_ unit: String, in output: borrowing Directory) throws(ArtifactError) {
    try output.rename(unit, to: staging("new", in: output), Manifest.encode(unit))
  }

  private func exchange(_ unit: String, in output: borrowing Directory) throws(ArtifactError) {
    let new = try staging("new", in: output)
    let name = Manifest.encode(unit)
    if swap == .exchange, try output.exchange(unit, with: new, name) { return }
    let old = try staging("old", in: output)
    try output.rename(unit, to: old, name)
    do {
      try new.rename(name, to: output, unit)
    } catch {
      try? old.rename(name, to: output, unit)
      throw error
    }
    try old.rename(name, to: new, name)
  }

  private func staging(_ part: String, in output: borrowing Directory) throws(ArtifactError) -> Directory {
    try output.makeFolder(Staging.folder + "/" + part)
  }
}
