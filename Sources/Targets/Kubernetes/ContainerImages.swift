import Diagnostics
import Planning
import Scripts

extension WorkloadBuilder {
  /// The image of a container that needs `tools`, and the key under which the policy names it.
  mutating func image(for tools: [String], of user: Text) -> KubernetesSettings.Image? {
    let wanted: [String] =
      switch tools.count {
      // Any image with a shell will do; if a database is captured, PostgreSQL's is on the node already.
      case 0: ["postgresql", "all"] + settings.images.map { $0.tool }
      case 1: [tools[0], "all"]
      default: ["all"]
      }
    for key in wanted {
      if let image = settings.images.first(where: { $0.tool == key }) { return image }
    }
    let named = tools.isEmpty ? "a shell" : tools.map { "`\($0)`" }.joined(separator: " and ")
    // The next finding would be the same.
    if unmet.contains(named) { return nil }
    unmet.append(named)
    let place = tools.count == 1 ? "`\(tools[0])` to `images`" : "`image`, one that has them all"
    diagnostics.report(
      .missingImage,
      .init(
        "`\(user.value)` needs \(named) in one image, but target `\(target)` names none",
        help: "add \(place)"),
      at: settings.origin, notes: [.init("it is needed here", at: user.span)])
    return nil
  }

  /// The numeric user of all containers of a job.
  ///
  /// One for the whole policy, because jobs that share a claim must read each other's files: that of PostgreSQL's own
  /// images, 70 on Alpine and 999 on Debian, else the `nonroot` of distroless images.
  func user(of job: Job?) -> Int {
    if let user = job?.numericUser { return user }
    guard let image = settings.image(for: "postgresql") else { return 65_532 }
    let name = image.value.prefix { $0 != "@" }.split(separator: "/").last ?? ""
    return contains("alpine", in: name) ? 70 : 999
  }

  private func contains(_ word: String, in text: Substring) -> Bool {
    var rest = text
    while !rest.isEmpty {
      if rest.hasPrefix(word) { return true }
      rest.removeFirst()
    }
    return false
  }

  /// What a container asks for, with the disk that its volumes may fill.
  func resources(_ stated: RunResources?, scratchBytes: Int) -> WorkloadContainer.Resources {
    let resources = RunResources.ofContainer(stated)
    return WorkloadContainer.Resources(
      cpuRequest: resources.cpuRequest, memoryRequest: resources.memoryRequest, cpuLimit: resources.cpuLimit,
      memoryLimit: resources.memoryLimit,
      ephemeralStorage: scratchBytes + 2 * Self.temporaryBytes)
  }

  /// Bytes of `/tmp`; as much again is left for logs.
  static let temporaryBytes = 64 * Quantity.mebibyte
}

extension Job {
  /// The policy's user by its number, as a container needs it; `nil` if there is none, or root.
  var numericUser: Int? {
    guard let runAs, let user = Int(runAs.value), user > 0 else { return nil }
    return user
  }
}
