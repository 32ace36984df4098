extension Fault {
  package var explanation: Explanation {
    switch self {
    case .yamlSyntax:
      .init(
        "yaml-syntax", "The text is not valid YAML.", "Nothing can be read from it.",
        "Fix what the finding points at; the note says where the construct began.")
    case .yamlEncoding:
      .init(
        "yaml-encoding", "The file is not UTF-8, or contains a control character.",
        "YAML readers differ in what they make of it.",
        "Save the file as UTF-8, and write control characters as escapes.")
    case .yamlLimit:
      .init(
        "yaml-limit", "The file is too large, is nested too deeply, or its aliases expand to too much.",
        "A limit on the input limits the time and memory that it takes.", "Split the policy.")
    case .yamlTag:
      .init(
        "yaml-tag", "A value has a YAML tag.", "Tags mean different things to different readers.",
        "Remove the tag; quote the value to make it a string.")
    case .yamlKey:
      .init(
        "yaml-key", "A key is not a plain word.", "Only plain words can be keys in a policy.",
        "Write the key as a word.")
    case .yamlMergeKey:
      .init(
        "yaml-merge-key", "A mapping uses the merge key `<<`.",
        "Merge keys exist only in YAML 1.1, and a finding could not say where a value came from.",
        "Repeat the keys, or move the shared part into a file and use `extends`.")
    case .duplicateKey:
      .init(
        "duplicate-key", "A mapping has the same key twice.",
        "Some YAML readers take the first, some the last, and some refuse.",
        "Remove one of the two.")
    case .undefinedAlias:
      .init(
        "undefined-alias", "An alias names an anchor that isn't defined before it.", "It refers to nothing.",
        "Define the anchor first, or write the value out.")
    case .endlessAlias:
      .init(
        "endless-alias", "An alias is inside the value that it refers to.",
        "Expanded, the value would never end.", "Write the value out.")
    case .unknownKey:
      .init(
        "unknown-key", "A key isn't known at this place.",
        "Whatever it was meant to say would be ignored, and ignored settings are how backups rot.",
        "Correct the spelling, or move it to where it belongs.")
    case .missingKey:
      .init(
        "missing-key", "A required key is missing.", "No default would be right.", "Add the key."
      )
    case .missingValue:
      .init(
        "missing-value", "A key has no value.", "It may mean nothing, or something may have been forgotten.",
        "Give it a value, or remove the key.")
    case .wrongType:
      .init(
        "wrong-type", "A value has the wrong type for its key.", "It can't mean what was intended.",
        "Write what the finding expects.")
    case .ambiguousScalar:
      .init(
        "ambiguous-scalar", "A value is text here but something else to other YAML readers.",
        "`no`, `0644`, `1e3` and `12:30:00` mean different things to different readers.", "Quote it.")
    case .missingUnit:
      .init(
        "missing-unit", "A duration or size has no unit.", "Seconds, minutes and days are all plausible.",
        "Add the unit.")
    case .outOfRange:
      .init(
        "out-of-range", "A number is outside its range.", "No consumer could use it.",
        "Choose a number within the range.")
    case .invalidText:
      .init(
        "invalid-text", "A value doesn't have the form that its key needs.",
        "The consumer would reject it, or read it as something else.", "Write it as in the example.")
    case .overlongPath:
      .init(
        "overlong-path", "A path, or a name in it, is longer than a file system allows.",
        "Every run would fail on the machine.", "Use a shorter one.")
    case .invalidName:
      .init(
        "invalid-name", "A name can't be used in unit names, Kubernetes names and paths.",
        "Names become part of all of these.", "Use lower-case letters, digits and `-`, starting with a letter.")
    case .emptyText:
      .init("empty-text", "A text is empty.", "It says nothing.", "Give a value, or remove the key.")
    case .emptyList:
      .init("empty-list", "A list or mapping is empty.", "It says nothing.", "Add an entry, or remove the key.")
    case .tooManyEntries:
      .init(
        "too-many-entries", "A list or mapping has too many entries.",
        "A limit on the input limits the time that it takes, in an editor too.", "Split the policy.")
    case .controlCharacter:
      .init(
        "control-character", "A value contains a control character or a line break.",
        "It could break a line of a generated file.", "Remove it.")
    case .literalSecret:
      .init(
        "literal-secret", "A secret's value is written in the policy.",
        "Policies are kept in Git and printed in logs, and whoever reads either has the secret.",
        "Declare it under `secrets`, bind it in the target, and rotate it: the value has leaked.")
    case .unknownWord:
      .init(
        "unknown-word", "A value isn't one of the words that its key takes.", "It has no meaning.",
        "Use one of the words.")
    case .conflictingKeys:
      .init(
        "conflicting-keys", "Two keys that exclude each other are both given.",
        "Nobody can tell which one holds.", "Keep one of them.")
    case .invalidCadence:
      .init(
        "invalid-cadence", "A cadence is not valid.", "Nothing would run at the intended times.",
        "Write it as the finding says.")
    case .unknownTimeZone:
      .init(
        "unknown-time-zone", "A time zone isn't in the IANA database.",
        "The scheduler would reject it or use another.", "Use an IANA name such as `Europe/Berlin`.")
    case .wrongDocument:
      .init(
        "wrong-document", "A document isn't one of Backstay's, or its kind isn't read here.",
        "Nothing in it can be checked.",
        "Start it with `apiVersion: backstay/v1` and `kind: BackupPolicy` or `kind: BackupStandard`.")
    case .unreadableBase:
      .init(
        "unreadable-base", "The file that a policy extends can't be used.", "The policy is incomplete without it.",
        "Correct the path, or fix the file.")
    case .tooManyFindings:
      .init(
        "too-many-findings", "There are more than 1000 findings.", "Most of them have one cause.",
        "Fix those shown, and check again.")
    case .notSupportedByTarget:
      .init(
        "not-supported-by-target", "A target can't carry out what the policy says.",
        "Part of the policy would be dropped silently.",
        "Use another target, or remove it.")
    case .unknownPlace:
      .init(
        "unknown-place", "A waiver names a place that the policy doesn't have.",
        "It accepts nothing, although its author believes that it does.", "Name keys as they are written in the policy."
      )
    case .unusedWaiver:
      .init(
        "unused-waiver", "A waiver accepts nothing.",
        "What it accepted was fixed, or never existed. Left in place, it would hide the next such finding.",
        "Remove the waiver.",
        .warning)
    case .undeclaredTarget:
      .init(
        "undeclared-target", "A target was requested that the policy doesn't declare.",
        "There is nothing to compile it from: no namespace, no images, no version.", "Declare it under `targets`."
      )
    case .unboundSecret:
      .init(
        "unbound-secret", "A secret isn't bound to anything on the platform.", "The job could not read it.",
        "Add it to the target's `bindings`.")
    case .unboundMaterial:
      .init(
        "unbound-material", "A file material isn't bound to anything on the platform.",
        "The container would not have the files.", "Add it to the target's `bindings`.")
    case .missingImage:
      .init(
        "missing-image", "A job needs an image that isn't named.", "The job would have no program to run.",
        "Name it under `images`.")
    case .retentionKeepsMore:
      .init(
        "retention-keeps-more", "A tool keeps copies longer than the policy says.",
        "Storage space, and rules on how old data may become, depend on it.",
        "Allow for it, or state numbers instead of ages.",
        .advice)
    case .unsizedStaging:
      .init(
        "unsized-staging", "A target stages a dump on a disk without knowing how large it may become.",
        "Without a limit, it fills the node's disk and evicts the pods there.", "State the material's `expectedSize`.")
    case .claimWithoutPlacement:
      .init(
        "claim-without-placement", "Nothing places a backup's pod on the node that has its claim.",
        "A ReadWriteOnce claim can be mounted on only one node at a time, so the pod could stay pending for ever.",
        "State `placement: {besidePodsWith: …}` with labels of the pods that use the claim.", .warning)
    case .checkReadsAll:
      .init(
        "check-reads-all", "A tool's check reads all data, whatever share the policy asks for.",
        "The check takes longer, and the store charges for the reads.", "Run it less often, or say `readData: 100%`.",
        .advice)
    }
  }
}
