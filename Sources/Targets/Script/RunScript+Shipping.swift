import Diagnostics
import Formats
import Planning

extension RunScript {
  /// What the ship phase asks at more than one place.
  var shippingSettings: [ShellScript.Statement] {
    var latest = ""
    if case .onChange(_, let seconds) = job.trigger {
      // A run may start as late as `startWithin` after its instant and the next one sooner after its own.
      latest = "\(max(seconds - job.startWithin, 1))"
    }
    return [.assignment(name: "at_latest_every", value: latest)] + RunScript.settings(for: job.shipments, of: plan)
  }

  /// What some kinds of repository ask beside the sink's own settings.
  static func settings(for shipments: [Shipment], of plan: BackupPlan) -> [ShellScript.Statement] {
    guard shipments.contains(where: { $0.repository.word == "borg" }) else { return [] }
    return [.assignment(name: "longest_run", value: "\(longestRun(of: plan))")]
  }

  /// Minutes that no run of `plan` can outlive.
  static func longestRun(of plan: BackupPlan) -> Int {
    let deadlines = plan.jobs.map { $0.deadline } + plan.upkeep.map { $0.deadline }
    return (deadlines.max() ?? 0) / 60 + 10
  }

  var shippingFunctions: [String] { [ShellFunctions.shipping] + RunScript.functions(for: job.shipments) }

  /// The programs that storing copies at `shipments` needs.
  static func programs(for shipments: [Shipment]) -> [String] {
    var programs = ["awk", "od", "sha256sum"]
    for shipment in shipments {
      programs += tools(for: shipment)
      if case .sftp = shipment.location { programs.append("ssh") }
      if isFolder(shipment) { programs.append("find") }
    }
    return programs
  }

  /// Whether the script itself looks into the folder of the copies.
  private static func isFolder(_ shipment: Shipment) -> Bool {
    switch shipment.location {
    case .filesystem, .volumeClaim: shipment.repository.word != "restic"
    case .s3, .gcs, .azure, .sftp: false
    }
  }

  /// The call that names what is missing before anything is done.
  static func requirement(_ programs: [String]) -> ShellScript.Statement {
    var words: [ShellWord] = ["require_tools"]
    for program in programs where !words.contains(.text(program)) { words.append(.text(program)) }
    return .call(words)
  }

  /// The functions with which copies are stored at `shipments`.
  static func functions(for shipments: [Shipment]) -> [String] {
    var functions = [ShellFunctions.expiry, ShellFunctions.access]
    func uses(_ word: String) -> Bool { shipments.contains { $0.repository.word == word } }
    if uses("restic") { functions.append(ShellFunctions.restic) }
    if uses("borg") { functions.append(ShellFunctions.borg) }
    if uses("plain") {
      functions.append(ShellFunctions.plain)
      let isInBucket = shipments.contains { $0.location.word == "s3" }
      let isInFolder = shipments.contains { $0.location.word != "s3" }
      if isInFolder { functions.append(ShellFunctions.directoryStore) }
      if isInBucket { functions.append(ShellFunctions.s3Store) }
    }
    return functions
  }

  /// The settings of each sink, and the delivery to it.
  var deliveries: [ShellScript.Statement] {
    let reclaimed = plan.upkeep.filter { $0.backup.value == job.name.value && $0.kind == .reclaim }
    var statements: [ShellScript.Statement] = []
    for shipment in job.shipments {
      let isReclaimed = reclaimed.contains { upkeep in
        upkeep.shipments.contains { $0.sink.value == shipment.sink.value }
      }
      let settings = SinkSettings(shipment: shipment, site: site)
      statements.append(.call(["new_sink", .text(shipment.sink.value)]))
      statements += settings.location + settings.repository + settings.retention(reclaims: !isReclaimed)
      statements.append(.call(["deliver", .text(shipment.repository.word)]))
    }
    return statements
  }
}
