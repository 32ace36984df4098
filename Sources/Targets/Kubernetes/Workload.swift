import Diagnostics
import Formats
import Planning
import Scripts

/// What runs in a cluster for a backup, its upkeep or a drill: everything that the documents say, but not their form.
///
/// Both Kubernetes targets render it with `WorkloadDocuments`, so that they can't diverge.
struct Workload {
  /// The start of one CronJob: a schedule that needs several cron lines becomes several of them.
  struct Run {
    /// The CronJob's part of names, such as `nightly` or `nightly-2`.
    var name: String
    /// Five fields in the Kubernetes dialect.
    var schedule: String
    /// An IANA name, always written: by default, the zone is the controller's.
    var timeZone: String
  }

  /// Other proven values, which may be chosen when the chart is installed.
  struct Choices {
    /// Pairs of a schedule and its zone, without the policy's own.
    var starts: [Run] = []
    /// Seconds.
    var deadlines: [Int] = []
    var suspension = false
  }

  enum Task {
    case job(Job)
    case upkeep(UpkeepJob)
    case drill(DrillPlan)
  }

  /// What the scripts carry out.
  var task: Task
  /// The backup's name, with `-reclaim` or `-check` for its upkeep, or that of a drill; the value of the component label.
  var component: String
  /// Where the policy says it.
  var origin: Span
  /// Lines for a reviewer, above the CronJob.
  var notes: [String] = []
  var runs: [Run]
  var choices = Choices()
  var suspended: Bool
  /// How often a failed run is retried.
  var retries = 2
  /// Seconds after which a run is stopped, including retries.
  var deadline: Int
  /// Seconds that a run may start late.
  var startingDeadline: Int
  /// In the order in which they run; all but the last are init containers.
  var containers: [WorkloadContainer]
  /// Volumes beside those that every workload has, each with one mount.
  var volumes: [WorkloadVolume]
  /// Ports that the pods may open connections to, in order and once each.
  var ports: [EgressPort]
  /// Labels that a cloud's admission webhook looks for.
  var identityLabels: [(key: String, value: String)] = []
  /// Bytes of the scratch volume.
  var scratchBytes: Int
  /// The numeric user and group of all processes.
  var user: Int
  /// How long copies are kept, in words, for annotations.
  var retention: String?
}

/// One container of a workload and the script it runs.
struct WorkloadContainer {
  enum Phase: String {
    case capture, ship, fetch, prove

    /// Whether it reaches the sinks, and the material that is captured there.
    var mountsVolumes: Bool { self == .ship || self == .fetch }
  }

  var phase: Phase
  /// The key under which the policy names the image.
  var imageKey: String
  var image: String
  /// The secrets it reads, in the policy's order and once each.
  var secrets: [BoundSecret]
  var resources: Resources

  /// Kubernetes quantities; absent if the policy doesn't state them.
  struct Resources {
    var cpuRequest: String
    var memoryRequest: String
    var cpuLimit: String?
    var memoryLimit: String
    /// Bytes of the node's disk, both request and limit.
    var ephemeralStorage: Int
  }
}

/// A secret of the policy and the object that holds it.
struct BoundSecret {
  /// The policy's name for it, and its file's name in the container.
  var name: String
  var isConfigMap: Bool
  var object: String
  var key: String
}

/// A volume that is mounted in the container that ships or fetches.
struct WorkloadVolume {
  enum Source {
    case secret(name: String, items: [Item])
    case configMap(name: String, items: [Item])
    case claim(name: String, readOnly: Bool)
  }

  /// A key of the object and the path below the mount that it becomes.
  struct Item {
    var key: String
    var path: String
  }

  var name: String
  var source: Source
  var mountPath: String

  var isReadOnly: Bool {
    if case .claim(_, let readOnly) = source { return readOnly }
    return true
  }
}

/// A port that pods may open connections to.
struct EgressPort: Equatable {
  var number: Int
  /// The only addresses, in CIDR notation; absent for a host name, which a NetworkPolicy can't contain.
  var addresses: String?
  /// What listens there, for a reviewer.
  var purpose: String
}

extension EgressPort {
  /// `egress` of a NetworkPolicy that allows `ports` and DNS; nothing if there are none.
  static func rules(for ports: [EgressPort]) -> YAMLValue {
    var rules: [YAMLValue] = []
    if !ports.isEmpty {
      rules.append(.flow(["ports": [["protocol": "UDP", "port": 53], ["protocol": "TCP", "port": 53]]]))
    }
    for port in ports {
      var rule: YAMLMapping = [:]
      rule.set("to", port.addresses.map { [["ipBlock": ["cidr": .string($0)]]] })
      rule["ports"] = [["protocol": "TCP", "port": .integer(port.number)]]
      rules.append(.flow(.mapping(rule)))
    }
    return .sequence(rules)
  }
}
