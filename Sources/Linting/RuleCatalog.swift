internal import Diagnostics

/// Every rule.
package enum RuleCatalog {
  package static var all: [any Rule] { policyRules + standardRules }

  /// The rules for every policy.
  package static let policyRules: [any Rule] = [
    UndeclaredName(),
    RepeatedName(),
    UncapturedMaterial(),
    UnusedDeclaration(),
    ExternalMaterialCaptured(),
    IncompleteServer(),
    MethodOfAnotherMaterial(),
    NestedPaths(),
    PathOfTheKernel(),
    PatternInPath(),
    NothingCaptured(),
    UnverifiedServer(),
    ClientOlderThanServer(),
    CadenceOfAnotherMethod(),
    ChangeOfDatabase(),
    NeverFiringSchedule(),
    RarelyFiringSchedule(),
    LongIncrementalChain(),
    WallTimeInClockChange(),
    BothDaysRestricted(),
    UnspreadableCadence(),
    MixedCadences(),
    OverlappingRuns(),
    ExpectedDurationBeyondDeadline(),
    RunWaitingForAnother(),
    SimultaneousStarts(),
    WorstLossBeyondObjective(),
    UnwatchedBackup(),
    SuspendedBackup(),
    UnwatchedArchive(),
    RetentionOfAnotherMethod(),
    UnstatedRetention(),
    DayWithoutCopy(),
    RetentionShorterThanObjective(),
    UnprovenRetention(),
    CopiesOlderThanMaximumAge(),
    ImplausibleDuration(),
    LockBeyondRetention(),
    LockShorterThanRetention(),
    RepositoryOfAnotherMethod(),
    EncryptionBesideRepository(),
    CredentialsOfAnotherStore(),
    SinksAtOnePlace(),
    SinkWithinMaterial(),
    OnlyBestEffortSinks(),
    UnreadableStorageClass(),
    UnencryptedEndpoint(),
    UnencryptedSensitiveMaterial(),
    ComplianceLockOnRepository(),
    UnstatedFailureDomain(),
    TooFewFailureDomains(),
    CopiesBesideSource(),
    EscrowCycle(),
    UnescrowedSecret(),
    StaleEscrow(),
    UndrilledMaterial(),
    DrillTooOften(),
    IndecisiveAssertion(),
    UnrestoredDatabase(),
    UnrestoredKey(),
    UnmeasuredRecoveryTime(),
    UnstatedSize(),
    UndeclaredBinding(),
    ImageWithoutDigest(),
    UnwaivableRule(),
    ExpiredWaiver(),
  ]

  /// The rules for what standards can demand.
  package static let standardRules: [any Rule] = [
    WorstLossBeyondStandard(),
    CadenceBelowStandard(),
    RetentionBelowStandard(),
    CopiesOnHost(),
    UnencryptedCopies(),
    VerificationBelowStandard(),
    DrillsBelowStandard(),
    AlertsBelowStandard(),
    FilesCapturedByClock(),
    ForbiddenCredentials(),
  ]

  /// Whether there is a rule of that name whose findings can be waived.
  package static func canWaive(_ name: String) -> Bool {
    all.contains { type(of: $0).isWaivable && "\(type(of: $0).explanation.name)" == name }
  }

  /// Whether a rule checks a standard.
  package static func isOfStandard(_ name: String) -> Bool {
    standardRules.contains { "\(type(of: $0).explanation.name)" == name }
  }

  /// The explanation of every finding that the program can report: those of the rules, and those of reading and
  /// compiling.
  package static var explanations: [Explanation] {
    (all.map { type(of: $0).explanation } + Fault.allCases.map { Explanation($0) }).sorted {
      "\($0.name)" < "\($1.name)"
    }
  }
}
