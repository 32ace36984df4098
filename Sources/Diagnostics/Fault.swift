/// A finding from outside the rules: from reading YAML, the language's form, waivers or compiling.
///
/// The cases are in the order in which a policy meets them.
package enum Fault: CaseIterable, Sendable {
  // MARK: YAML

  case yamlSyntax, yamlEncoding, yamlLimit, yamlTag, yamlKey, yamlMergeKey, duplicateKey, undefinedAlias, endlessAlias

  // MARK: The language's form

  case unknownKey, missingKey, missingValue, wrongType, ambiguousScalar, missingUnit, outOfRange, invalidText
  case overlongPath, invalidName, emptyText, emptyList, tooManyEntries, controlCharacter, literalSecret, unknownWord
  case conflictingKeys, invalidCadence, unknownTimeZone, wrongDocument, unreadableBase

  // MARK: Waivers and targets

  case tooManyFindings, notSupportedByTarget, unknownPlace, unusedWaiver, undeclaredTarget, unboundSecret
  case unboundMaterial, missingImage, retentionKeepsMore, unsizedStaging, claimWithoutPlacement, checkReadsAll

  /// The fault's explanation.
  package struct Explanation: Sendable {
    /// Its code in findings.
    package let code: StaticString
    package let severity: Severity
    /// One sentence that names the fault.
    package let summary: StaticString
    /// What goes wrong if the fault isn't fixed.
    package let why: StaticString
    /// How to fix it.
    package let remedy: StaticString

    init(
      _ code: StaticString, _ summary: StaticString, _ why: StaticString, _ remedy: StaticString,
      _ severity: Severity = .error
    ) {
      self.code = code
      self.severity = severity
      self.summary = summary
      self.why = why
      self.remedy = remedy
    }
  }

  /// Whether it is a fault of the YAML itself.
  package var isOfReading: Bool {
    switch self {
    case .tooManyFindings, .notSupportedByTarget, .unknownPlace, .unusedWaiver, .undeclaredTarget, .unboundSecret,
      .unboundMaterial, .missingImage, .retentionKeepsMore, .unsizedStaging, .claimWithoutPlacement, .checkReadsAll:
      false
    default: true
    }
  }
}
