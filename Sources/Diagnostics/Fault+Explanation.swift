extension Fault {
  package var explanation: Explanation {
    switch self {
    case .yamlSyntax:
      .init(
        "yaml-syntax", "The text is not YAML.", "Nothing can be read from it.",
        "Mend what the finding points at; the note says where the construct began.")
    case .yamlEncoding:
      .init(
        "yaml-encoding", "The file is not UTF-8, or holds a control character.",
        "Readers of YAML differ in what they make of it.",
        "Save the file as UTF-8, and write control characters as escapes.")
    case .yamlLimit:
      .init(
        "yaml-limit", "The file is too large, too deep, or its aliases make too much of it.",
        "A bound on the input is a bound on the time and memory that it takes.", "Split the policy.")
    case .yamlTag:
      .init(
        "yaml-tag", "A value has a YAML tag.", "Tags mean different things to different readers.",
        "Remove the tag; quote the value to make it a string.")
    case .yamlKey:
      .init("yaml-key", "A key is not a plain word.", "Only words name things in a policy.", "Write the key out.")
    case .yamlMergeKey:
      .init(
        "yaml-merge-key", "A mapping uses the merge key `<<`.",
        "It exists in YAML 1.1 only, and a finding could not say where a value came from.",
        "Repeat the keys, or put what is shared into a file and use `extends`.")
    case .duplicateKey:
      .init(
        "duplicate-key", "A mapping has the same key twice.", "Readers take the first, the last, or refuse.",
        "Remove one of the two.")
    case .undefinedAlias:
      .init(
        "undefined-alias", "An alias names an anchor that doesn't stand before it.", "It stands for nothing.",
        "Set the anchor first, or write the value out.")
    case .endlessAlias:
      .init(
        "endless-alias", "An alias stands inside the value that it repeats.",
        "Written out, the value would have no end.", "Write the value out.")
    case .unknownKey:
      .init(
        "unknown-key", "A key means nothing where it stands.",
        "What it was meant to say is not said: ignored settings are how backups rot.",
        "Correct the spelling, or move it to where it belongs.")
    case .missingKey:
      .init(
        "missing-key", "A key that must be there is absent.", "There is no default that would be right.", "Add the key."
      )
    case .missingValue:
      .init(
        "missing-value", "A key has no value.", "Whether it means nothing or something was forgotten can't be told.",
        "Give it a value, or remove the key.")
    case .wrongType:
      .init(
        "wrong-type", "A value is of another type than its key wants.", "It can't mean what it was meant to.",
        "Write what the finding expects.")
    case .ambiguousScalar:
      .init(
        "ambiguous-scalar", "A value is text here and something else to other readers of YAML.",
        "`no`, `0644`, `1e3` and `12:30:00` change their meaning with the reader.", "Quote it.")
    case .missingUnit:
      .init(
        "missing-unit", "A duration or size has no unit.", "Seconds, minutes and days are all plausible.",
        "Add the unit.")
    case .outOfRange:
      .init(
        "out-of-range", "A number is outside its range.", "No consumer could work with it.",
        "Choose one within the range.")
    case .invalidText:
      .init(
        "invalid-text", "A text doesn't have its key's form.",
        "The consumer would refuse it, or read it as something else.", "Write it as in the example.")
    case .overlongPath:
      .init(
        "overlong-path", "A path, or a name in it, is longer than a file system takes.",
        "Every run would fail on the machine.", "Use a shorter one.")
    case .invalidName:
      .init(
        "invalid-name", "A name can't be used in unit names, Kubernetes names and paths.",
        "It becomes part of all of them.", "Use lower-case letters, digits and `-`, a letter first.")
    case .emptyText:
      .init("empty-text", "A text is empty.", "It says nothing.", "Give a value, or remove the key.")
    case .emptyList:
      .init("empty-list", "A list or mapping is empty.", "It says nothing.", "Add an entry, or remove the key.")
    case .tooManyEntries:
      .init(
        "too-many-entries", "A list or mapping is longer than is read.",
        "A bound on the input is a bound on the time that it takes, in an editor too.", "Split the policy.")
    case .controlCharacter:
      .init(
        "control-character", "A text holds a control character or a line break.",
        "It could end a line of a generated file.", "Remove it.")
    case .literalSecret:
      .init(
        "literal-secret", "A secret's value is written in the policy.",
        "A policy is kept in Git and printed in logs: who reads either has the secret.",
        "Name it under `secrets` and bind it in the target, and replace the value, which is known by now.")
    case .unknownWord:
      .init(
        "unknown-word", "A value is none of the words that its key knows.", "It has no meaning.",
        "Use one of the words.")
    case .conflictingKeys:
      .init(
        "conflicting-keys", "Keys are given beside each other that exclude each other.",
        "Which one holds can't be told.", "Keep one of them.")
    case .invalidCadence:
      .init(
        "invalid-cadence", "A cadence is not one.", "It would not run when it is meant to.",
        "Write it as the finding says.")
    case .unknownTimeZone:
      .init(
        "unknown-time-zone", "A time zone is not one of the IANA database.",
        "The scheduler would refuse it or use another.", "Use an IANA name such as `Europe/Berlin`.")
    case .wrongDocument:
      .init(
        "wrong-document", "A document is not one of Backstay's, or of a kind that is not read here.",
        "Nothing can be checked in it.",
        "Start it with `apiVersion: backstay/v1` and `kind: BackupPolicy` or `kind: BackupStandard`.")
    case .unreadableBase:
      .init(
        "unreadable-base", "The file that a policy extends can't be used.", "The policy is not whole without it.",
        "Correct the path, or mend the file.")
    case .tooManyFindings:
      .init(
        "too-many-findings", "There are more than 1000 findings.", "Most of them have one cause.",
        "Mend what is shown, and look again.")
    case .notSupportedByTarget:
      .init(
        "not-supported-by-target", "A target can't carry out what the policy says.", "It would be dropped silently.",
        "Use another target, or remove it.")
    case .unknownPlace:
      .init(
        "unknown-place", "A waiver names a part of the policy that isn't there.",
        "It accepts nothing, and its author believes that it does.", "Name keys as they stand in the policy.")
    case .unusedWaiver:
      .init(
        "unused-waiver", "A waiver accepts nothing.",
        "What it accepted was mended, or never was; left in, it would hide the next one.", "Remove the waiver.",
        .warning)
    case .undeclaredTarget:
      .init(
        "undeclared-target", "A target was asked for that the policy doesn't declare.",
        "There would be nothing to compile it from: no namespace, no images, no version.", "Declare it under `targets`."
      )
    case .unboundSecret:
      .init(
        "unbound-secret", "A secret is not bound to anything on the platform.", "The job could not read it.",
        "Add it to the target's `bindings`.")
    case .unboundMaterial:
      .init(
        "unbound-material", "A file material is not bound to anything on the platform.",
        "The container would not have the files.", "Add it to the target's `bindings`.")
    case .missingImage:
      .init(
        "missing-image", "An image that a job needs is not named.", "The job would have no program to run.",
        "Name it under `images`.")
    case .retentionKeepsMore:
      .init(
        "retention-keeps-more", "A tool keeps copies longer than the policy asks.",
        "Space, and rules on how old data may become, depend on it.", "Allow for it, or state numbers instead of ages.",
        .advice)
    case .unsizedStaging:
      .init(
        "unsized-staging", "A target stages a dump on a disk and doesn't know how large it becomes.",
        "Unbounded, it fills the node's disk and evicts what runs there.", "State the material's `expectedSize`.")
    case .claimWithoutPlacement:
      .init(
        "claim-without-placement", "Nothing keeps a backup's pod on the node that has a claim.",
        "A ReadWriteOnce claim can be mounted on one node at a time, so the pod would wait for ever.",
        "State `placement: {besidePodsWith: …}` with labels of the pods that use the claim.", .warning)
    case .checkReadsAll:
      .init(
        "check-reads-all", "A tool's check reads all data, whatever share the policy asks for.",
        "It takes longer, and costs what reading the store costs.", "Run it less often, or say `readData: 100%`.",
        .advice)
    }
  }
}
