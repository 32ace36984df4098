import Diagnostics
import Formats
import Planning
import Scripts

/// The programs and the room that a restore needs.
struct RunbookTools {
  let site: RunbookSite

  /// A line for each.
  var items: [MarkdownText] {
    var items: [MarkdownText] = []
    if let cluster = site.cluster {
      items.append("kubectl, for Kubernetes \(cluster.settings.version.text)")
      for image in cluster.settings.images {
        items.append("the image \(code: image.reference.value), which the cluster can pull (\(image.tool))")
      }
      if RunbookVerification(site: site).needsOpenSSL { items.append("openssl") }
      return items
    }
    var programs: [Program] = []
    for sink in RunbookSink.all(of: site.jobs) {
      sink.shipment.forEachProgram { if !programs.contains($0) { programs.append($0) } }
    }
    for program in programs { items.append(version(of: program)) }
    for database in RunbookDatabase.all(at: site) {
      let version = database.source.serverVersion
      items.append(
        "PostgreSQL \(version) or newer for \(code: database.material.value): an empty server, with \(code: "psql") and \(code: "pg_restore") at least as new as the dumps"
      )
    }
    if let physical = site.physical {
      items.append(
        "pgbackrest \(physical.settings.version.text) or newer, and PostgreSQL \(physical.source.serverVersion)")
    }
    if RunbookVerification(site: site).needsOpenSSL { items.append("openssl") }
    if let bytes = room {
      items.append(
        "\(Quantity.bytes(Quantity.wholeMebibytes(bytes))) of free space in \(code: site.restored), by the policy's sizes"
      )
    }
    return items
  }

  private func version(of program: Program) -> MarkdownText {
    guard let stated = site.plan.tools.first(where: { $0.tool == program.rawValue }) else {
      return "\(program == .aws ? "aws, the AWS command line" : program.rawValue)"
    }
    return "\(program.rawValue) \(stated.version.text) or newer"
  }

  private var room: Int? {
    let sizes = site.jobs.compactMap { $0.stagingBytes }
    return sizes.isEmpty ? nil : sizes.reduce(0, +)
  }
}
