/// Every rule, in the order in which `backstay rules` shows them.
package enum RuleCatalog {
  package static let all: [any Rule] = [
    UndeclaredName(),
    RepeatedName(),
    UncapturedMaterial(),
    UnusedDeclaration(),
    ExternalMaterialCaptured(),
    IncompleteServer(),
    MethodOfAnotherMaterial(),
    CadenceOfAnotherMethod(),
    ChangeOfDatabase(),
    NeverFiringSchedule(),
    BothDaysRestricted(),
    UnspreadableCadence(),
    MixedCadences(),
    OverlappingRuns(),
    ExpectedDurationBeyondDeadline(),
    RunWaitingForAnother(),
    SimultaneousStarts(),
    WorstLossBeyondObjective(),
    SuspendedBackup(),
    UnwatchedArchive(),
    RetentionOfAnotherMethod(),
    RepositoryOfAnotherMethod(),
    EncryptionBesideRepository(),
    CredentialsOfAnotherStore(),
    UnencryptedSensitiveMaterial(),
    ComplianceLockOnRepository(),
    UnstatedFailureDomain(),
    TooFewFailureDomains(),
    CopiesBesideSource(),
    EscrowCycle(),
    UnescrowedSecret(),
    StaleEscrow(),
    UndrilledMaterial(),
    UnmeasuredRecoveryTime(),
    UnstatedSize(),
    UndeclaredBinding(),
    ImageWithoutDigest(),
    UnappliedStandard(),
  ]

  /// What is known of every finding that the program can make: the rules', and those of reading and compiling.
  package static var explanations: [Explanation] {
    (all.map { type(of: $0).explanation } + ReadingFaults.all).sorted { "\($0.name)" < "\($1.name)" }
  }
}
