/// Artifacts sorted by the bytes of their paths, each path once and none below a file.
package struct ArtifactTree: Sendable, Equatable {
  /// The artifacts in order.
  package private(set) var artifacts: [Artifact] = []

  /// Creates an empty tree.
  package init() {}

  /// Creates a tree of artifacts in any order; throws what `add` throws.
  package init(_ artifacts: some Sequence<Artifact>) throws(ArtifactTreeError) {
    let sorted = artifacts.sorted { BytewisePath($0.path) < BytewisePath($1.path) }
    // Earlier paths that are prefixes of the artifact's path, each a prefix of the next; a folder of it would be among
    // them.
    var beginnings: [BytewisePath] = []
    for artifact in sorted {
      let path = BytewisePath(artifact.path)
      while let last = beginnings.last, !path.begins(with: last) { beginnings.removeLast() }
      if beginnings.last == path { throw .duplicate(path: artifact.path) }
      for file in beginnings where path.lies(below: file.text) {
        throw .belowFile(path: artifact.path, file: file.text)
      }
      beginnings.append(path)
    }
    self.artifacts = sorted
  }

  /// Adds an artifact; throws `duplicate` or `belowFile` and leaves the tree as it was.
  package mutating func add(_ artifact: Artifact) throws(ArtifactTreeError) {
    let path = BytewisePath(artifact.path)
    for ancestor in path.ancestors where self[ancestor] != nil {
      throw .belowFile(path: artifact.path, file: ancestor.text)
    }
    let index = firstIndex(notBefore: path)
    if index < artifacts.count {
      if let below = artifacts(below: artifact.path).first {
        throw .belowFile(path: below.path, file: artifact.path)
      }
      if BytewisePath(artifacts[index].path) == path { throw .duplicate(path: artifact.path) }
    }
    artifacts.insert(artifact, at: index)
  }

  /// The same tree below a folder. For example: `Chart.yaml` becomes `certctl/helm/Chart.yaml`.
  package func prefixed(by folder: String) throws(ArtifactTreeError) -> ArtifactTree {
    // A common prefix changes neither order nor uniqueness, so the paths need not be sorted again.
    var tree = ArtifactTree()
    tree.artifacts = try artifacts.map { artifact throws(ArtifactTreeError) in
      try Artifact(path: folder + "/" + artifact.path, bytes: artifact.bytes, mode: artifact.mode)
    }
    return tree
  }

  /// The artifacts below a folder, in order.
  func artifacts(below folder: String) -> ArraySlice<Artifact> {
    // `0` is the byte after `/`: everything between begins with the folder and a slash.
    let start = firstIndex(notBefore: BytewisePath(folder + "/"))
    return artifacts[start..<firstIndex(notBefore: BytewisePath(folder + "0"))]
  }

  /// The artifact at a path.
  subscript(path: BytewisePath) -> Artifact? {
    let index = firstIndex(notBefore: path)
    guard index < artifacts.count, BytewisePath(artifacts[index].path) == path else { return nil }
    return artifacts[index]
  }

  private func firstIndex(notBefore path: BytewisePath) -> Int {
    var low = 0
    var high = artifacts.count
    while low < high {
      let middle = (low + high) / 2
      if BytewisePath(artifacts[middle].path) < path {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
