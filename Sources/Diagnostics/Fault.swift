/// A finding that no rule makes: one of reading YAML, of the language's form, of waivers or of compiling.
///
/// The cases stand in the order in which a policy meets them.
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

  /// What is known of the finding.
  package struct Explanation: Sendable {
    /// What findings call it.
    package let code: StaticString
    package let severity: Severity
    /// One sentence that names the fault.
    package let summary: StaticString
    /// What goes wrong where the fault is left in.
    package let why: StaticString
    /// The way out.
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

  /// Whether a file has it before anything is known of what it says.
  package var isOfReading: Bool {
    switch self {
    case .tooManyFindings, .notSupportedByTarget, .unknownPlace, .unusedWaiver, .undeclaredTarget, .unboundSecret,
      .unboundMaterial, .missingImage, .retentionKeepsMore, .unsizedStaging, .claimWithoutPlacement, .checkReadsAll:
      false
    default: true
    }
  }
}
