import Diagnostics
package import Planning

/// Where a script runs: the differences between a Kubernetes container and a machine with systemd.
package final class ScriptSite: Sendable {
  /// A folder or file, fixed or named by an environment variable.
  package indirect enum Path: Sendable, Equatable {
    case absolute(String)
    /// The value of `variable`, then `below`, which is empty or begins with `/`.
    case environment(_ variable: String, below: String = "")
  }

  /// What a platform binding replaces a server's address with.
  package final class Address: Sendable {
    package enum Place: Sendable {
      case host(String)
      /// The folder of the server's Unix socket.
      case socket(String)
    }

    package let material: String
    package let place: Place

    init(of material: Text, _ place: Place) {
      self.material = material.value
      self.place = place
    }
  }

  /// Private, writable scratch space that lasts from the capture script to the ship script.
  package let work: Path
  /// The folder with one file for each secret, named like the secret.
  package let secrets: Path
  /// The lock file that prevents concurrent runs; absent if the platform does that.
  package let lock: Path?
  /// The folder in which evidence of drills is kept; absent in a container, which writes it to its log.
  package let evidence: Path?
  /// What keeps evidence of a drill there.
  let evidencePart: ShellPart
  /// Whether materials and claims are mounts of a container.
  package let isContainer: Bool
  /// The site in the table of what is supported.
  var support: Support.Site { isContainer ? .container : .machine }
  /// The materials that are mounted Secrets and ConfigMaps, whose files are links into hidden folders.
  package let linkedMaterials: [String]
  package let addresses: [Address]
  /// Whether the script is part of another file, whose reader prefixes it.
  let isEmbedded: Bool
  /// The folder of metrics files for node_exporter; absent if there are no alerts.
  package let metrics: String?

  private init(
    work: Path, secrets: Path, lock: Path?, isContainer: Bool, linkedMaterials: [String], addresses: [Address],
    metrics: String? = nil, evidence: Path? = nil, evidencePart: ShellPart, isEmbedded: Bool = false
  ) {
    self.work = work
    self.secrets = secrets
    self.lock = lock
    self.isContainer = isContainer
    self.linkedMaterials = linkedMaterials
    self.addresses = addresses
    self.metrics = metrics
    self.evidence = evidence
    self.isEmbedded = isEmbedded
    self.evidencePart = evidencePart
  }

  /// The container's layout: `/work`, `/run/secrets/backstay`, `/material/<material>`, `/sink/<sink>`.
  package static func kubernetes(_ settings: KubernetesSettings) -> ScriptSite {
    var linked: [String] = []
    var addresses: [Address] = []
    for binding in settings.bindings {
      switch binding.object {
      case .secret, .configMap: linked.append(binding.name.value)
      case .host(let host): addresses.append(Address(of: binding.name, .host(host.value)))
      case .volumeClaim: break
      }
    }
    return ScriptSite(
      work: .absolute("/work"), secrets: .absolute("/run/secrets/backstay"), lock: nil, isContainer: true,
      linkedMaterials: linked, addresses: addresses, evidencePart: .evidencePod)
  }

  /// The layout that systemd makes: `$CACHE_DIRECTORY`, `$CREDENTIALS_DIRECTORY`, and the machine's own paths.
  ///
  /// All services of one policy that may start in the same second should share `lock`; each waits for it until its own
  /// time limit ends.
  package static func systemd(
    _ settings: SystemdSettings, names: UnitNames, lock: Path? = .environment("CACHE_DIRECTORY", below: "/lock")
  ) -> ScriptSite {
    var addresses: [Address] = []
    for binding in settings.bindings {
      switch binding.object {
      case .host(let host): addresses.append(Address(of: binding.name, .host(host.value)))
      case .socket(let folder): addresses.append(Address(of: binding.name, .socket(folder.value)))
      case .file: break
      }
    }
    return ScriptSite(
      work: .environment("CACHE_DIRECTORY"), secrets: .environment("CREDENTIALS_DIRECTORY"), lock: lock,
      isContainer: false, linkedMaterials: [], addresses: addresses,
      metrics: settings.metrics == nil ? nil : names.metrics, evidence: .environment("STATE_DIRECTORY"),
      evidencePart: .evidenceMachine)
  }

  /// A runner of GitHub Actions, whose folder for temporary files is emptied before and after each job.
  package static let runner = ScriptSite(
    work: .environment("RUNNER_TEMP", below: "/backstay/work"),
    secrets: .environment("RUNNER_TEMP", below: "/backstay/secrets"), lock: nil, isContainer: false,
    linkedMaterials: [], addresses: [], evidence: .environment("GITHUB_STEP_SUMMARY"),
    evidencePart: .evidenceRunner, isEmbedded: true)

  /// The parts of the library that every run here has: its lock and its metrics.
  var parts: [ShellPart] { [lock == nil ? .noLock : .lock, metrics == nil ? .noMetrics : .metrics, .run] }

  /// Metrics of copies.
  var copyMetrics: ShellPart { metrics == nil ? .noCopyMetrics : .copyMetrics }

  /// The folder under which the absolute paths of `material` are found; empty on a machine.
  package func materialRoot(for material: String) -> String { isContainer ? "/material/\(material)" : "" }
}
