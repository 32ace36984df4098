package import Diagnostics
package import Planning

/// The services' metrics files, for tmpfiles.d(5).
///
/// They are in the policy's folder, because the collector's belongs to root, which has links to them. They are
/// created empty, so that no link dangles before the first run.
package struct MetricsFiles {
  private let names: UnitNames

  /// The files of the policy that `names` is of.
  package init(names: UnitNames) { self.names = names }

  /// The lines for services whose names end in `parts`, for the collector that reads the folder `collected`.
  package func lines(_ parts: [String], in collected: Text) -> [[String]] {
    var lines = [["d", names.metrics, "0775", names.user, names.user, "-"]]
    for part in parts {
      let file = names.metrics(of: part)
      lines.append(["f", file, "0644", names.user, names.user, "-"])
      lines.append(["L+", "\(collected.value)/\(names.unit(part)).prom", "-", "-", "-", "-", file])
    }
    return lines
  }
}
