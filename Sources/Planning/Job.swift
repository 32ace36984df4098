package import Diagnostics

/// One backup of the policy: what a run captures, when, where it ships to and for how long.
package struct Job: Sendable {
  /// The backup's name in the policy.
  package var name: Text
  package var captures: [Capture]
  package var trigger: Trigger
  package var shipments: [Shipment]
  /// How a run's copies are checked before they count.
  package var verification: Verification
  /// Seconds a run is expected to take; absent if the policy doesn't say.
  package var expectedDuration: Int?
  /// Seconds after which a run is stopped.
  package var deadline: Int
  /// Seconds that a run may start late.
  package var startWithin: Int
  /// Seconds: the longest time between two starts in five years, including clock changes and the choices left to
  /// deployment; checks of `onChange` count. Absent if nothing starts automatically, or not forever.
  package var longestGap: Int?
  /// Whether a run that was missed because the machine was down is made up at boot.
  package var catchUp: Bool
  package var suspended: Bool
  package var lowPriority: Bool
  /// The operating-system user, if the policy names one.
  package var runAs: Text?
  package var resources: RunResources?
  /// Bytes of scratch space that a run needs; absent if no material states its size.
  package var stagingBytes: Int?
  package var alternatives: JobAlternatives
  /// What else a run should do; none of it may be dropped silently.
  package var extras: [Extra]

  /// Whether the job uses a physical method.
  package var isPhysical: Bool { captures.contains { $0.method == .pgbackrest || $0.method == .walG } }
}

/// How a copy is checked before it counts.
package enum Verification: Sendable, Equatable {
  /// The whole archive is decoded before it ships, then fetched back and compared.
  case read
  /// The same, and then it is restored into a scratch server.
  case restore
}

/// Other proven values, which may be chosen at deployment.
package struct JobAlternatives: Sendable {
  package var schedules: [Schedule] = []
  /// Seconds.
  package var deadlines: [Int] = []
  package var suspension: Bool = false
}

/// A hook, a notification or a pause of a service.
package struct Extra: Sendable {
  /// The policy's key, such as `hooks`.
  package var key: String
  package var origin: Span
}
