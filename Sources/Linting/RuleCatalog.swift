internal import Diagnostics

/// Every rule.
package enum RuleCatalog {
  package static var all: [any Rule] { policyRules + standardRules }

  /// What every policy has to keep.
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

  /// What standards can demand of a policy.
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

  /// Whether there is a rule of that name, and somebody may accept what it finds.
  package static func canWaive(_ name: String) -> Bool {
    all.contains { type(of: $0).isWaivable && "\(type(of: $0).explanation.name)" == name }
  }

  /// Whether a rule judges by a standard.
  package static func isOfStandard(_ name: String) -> Bool {
    standardRules.contains { "\(type(of: $0).explanation.name)" == name }
  }

  /// What is known of every finding that the program can make: the rules', and those of reading and compiling.
  package static var explanations: [Explanation] {
    (all.map { type(of: $0).explanation } + Fault.allCases.map { Explanation($0) }).sorted {
      "\($0.name)" < "\($1.name)"
    }
  }
}
