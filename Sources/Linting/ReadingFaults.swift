internal import Diagnostics

/// What is known of the findings that no rule makes: those of reading YAML, of the language's form, of waivers and of compiling.
package enum ReadingFaults {
  package static let all: [Explanation] = ofReading + compiling
  /// Those that a file has before anything is known of what it says.
  package static let ofReading: [Explanation] = yaml + form

  private static let yaml: [Explanation] = [
    fault(
      "yaml-syntax", "The text is not YAML.", "Nothing can be read from it.",
      "Mend what the finding points at; the note says where the construct began."),
    fault(
      "yaml-encoding", "The file is not UTF-8, or holds a control character.",
      "Readers of YAML differ in what they make of it.",
      "Save the file as UTF-8, and write control characters as escapes."),
    fault(
      "yaml-limit", "The file is too large, too deep, or its aliases make too much of it.",
      "A bound on the input is a bound on the time and memory that it takes.", "Split the policy."),
    fault(
      "yaml-tag", "A value has a YAML tag.", "Tags mean different things to different readers.",
      "Remove the tag; quote the value to make it a string."),
    fault("yaml-key", "A key is not a plain word.", "Only words name things in a policy.", "Write the key out."),
    fault(
      "yaml-merge-key", "A mapping uses the merge key `<<`.",
      "It exists in YAML 1.1 only, and a finding could not say where a value came from.",
      "Repeat the keys, or put what is shared into a file and use `extends`."),
    fault(
      "duplicate-key", "A mapping has the same key twice.", "Readers take the first, the last, or refuse.",
      "Remove one of the two."),
    fault(
      "undefined-alias", "An alias names an anchor that doesn't stand before it.", "It stands for nothing.",
      "Set the anchor first, or write the value out."),
    fault(
      "endless-alias", "An alias stands inside the value that it repeats.", "Written out, the value would have no end.",
      "Write the value out."),
  ]

  private static let form: [Explanation] = [
    fault(
      "unknown-key", "A key means nothing where it stands.",
      "What it was meant to say is not said: ignored settings are how backups rot.",
      "Correct the spelling, or move it to where it belongs."),
    fault(
      "missing-key", "A key that must be there is absent.", "There is no default that would be right.", "Add the key."),
    fault(
      "missing-value", "A key has no value.", "Whether it means nothing or something was forgotten can't be told.",
      "Give it a value, or remove the key."),
    fault(
      "wrong-type", "A value is of another type than its key wants.", "It can't mean what it was meant to.",
      "Write what the finding expects."),
    fault(
      "ambiguous-scalar", "A value is text here and something else to other readers of YAML.",
      "`no`, `0644`, `1e3` and `12:30:00` change their meaning with the reader.", "Quote it."),
    fault(
      "missing-unit", "A duration or size has no unit.", "Seconds, minutes and days are all plausible.", "Add the unit."
    ),
    fault(
      "out-of-range", "A number is outside its range.", "No consumer could work with it.",
      "Choose one within the range."),
    fault(
      "invalid-text", "A text doesn't have its key's form.",
      "The consumer would refuse it, or read it as something else.", "Write it as in the example."),
    fault(
      "overlong-path", "A path, or a name in it, is longer than a file system takes.",
      "Every run would fail on the machine.", "Use a shorter one."),
    fault(
      "invalid-name", "A name can't be used in unit names, Kubernetes names and paths.",
      "It becomes part of all of them.", "Use lower-case letters, digits and `-`, a letter first."),
    fault("empty-text", "A text is empty.", "It says nothing.", "Give a value, or remove the key."),
    fault("empty-list", "A list or mapping is empty.", "It says nothing.", "Add an entry, or remove the key."),
    fault(
      "too-many-entries", "A list or mapping is longer than is read.",
      "A bound on the input is a bound on the time that it takes, in an editor too.", "Split the policy."),
    fault(
      "control-character", "A text holds a control character or a line break.",
      "It could end a line of a generated file.", "Remove it."),
    fault(
      "literal-secret", "A secret's value is written in the policy.",
      "A policy is kept in Git and printed in logs: who reads either has the secret.",
      "Name it under `secrets` and bind it in the target, and replace the value, which is known by now."),
    fault(
      "unknown-word", "A value is none of the words that its key knows.", "It has no meaning.", "Use one of the words."),
    fault(
      "conflicting-keys", "Keys are given beside each other that exclude each other.", "Which one holds can't be told.",
      "Keep one of them."),
    fault(
      "invalid-cadence", "A cadence is not one.", "It would not run when it is meant to.",
      "Write it as the finding says."),
    fault(
      "unknown-time-zone", "A time zone is not one of the IANA database.",
      "The scheduler would refuse it or use another.", "Use an IANA name such as `Europe/Berlin`."),
    fault(
      "wrong-document", "A document is not one of Backstay's, or of a kind that is not read here.",
      "Nothing can be checked in it.",
      "Start it with `apiVersion: backstay/v1` and `kind: BackupPolicy` or `kind: BackupStandard`."),
    fault(
      "unreadable-base", "The file that a policy extends can't be used.", "The policy is not whole without it.",
      "Correct the path, or mend the file."),
  ]

  private static let compiling: [Explanation] = [
    fault(
      "too-many-findings", "There are more than 1000 findings.", "Most of them have one cause.",
      "Mend what is shown, and look again."),
    fault(
      "not-supported-by-target", "A target can't carry out what the policy says.", "It would be dropped silently.",
      "Use another target, or remove it."),
    fault(
      "unknown-place", "A waiver names a part of the policy that isn't there.",
      "It accepts nothing, and its author believes that it does.", "Name keys as they stand in the policy."),
    Explanation(
      "unused-waiver", .warning, summary: "A waiver accepts nothing.",
      why: "What it accepted was mended, or never was; left in, it would hide the next one.",
      remedy: "Remove the waiver."),
    fault(
      "undeclared-target", "A target was asked for that the policy doesn't declare.",
      "There would be nothing to compile it from: no namespace, no images, no version.", "Declare it under `targets`."),
    fault(
      "unbound-secret", "A secret is not bound to anything on the platform.", "The job could not read it.",
      "Add it to the target's `bindings`."),
    fault(
      "unbound-material", "A file material is not bound to anything on the platform.",
      "The container would not have the files.", "Add it to the target's `bindings`."),
    fault(
      "missing-image", "An image that a job needs is not named.", "The job would have no program to run.",
      "Name it under `images`."),
    Explanation(
      "retention-keeps-more", .advice, summary: "A tool keeps copies longer than the policy asks.",
      why: "Space, and rules on how old data may become, depend on it.",
      remedy: "Allow for it, or state numbers instead of ages."),
    fault(
      "unsized-staging", "A target stages a dump on a disk and doesn't know how large it becomes.",
      "Unbounded, it fills the node's disk and evicts what runs there.", "State the material's `expectedSize`."),
    Explanation(
      "claim-without-placement", .warning, summary: "Nothing keeps a backup's pod on the node that has a claim.",
      why: "A ReadWriteOnce claim can be mounted on one node at a time, so the pod would wait for ever.",
      remedy: "State `placement: {besidePodsWith: …}` with labels of the pods that use the claim."),
    Explanation(
      "check-reads-all", .advice, summary: "A tool's check reads all data, whatever share the policy asks for.",
      why: "It takes longer, and costs what reading the store costs.",
      remedy: "Run it less often, or say `readData: 100%`."),
  ]

  private static func fault(
    _ name: StaticString, _ summary: StaticString, _ why: StaticString, _ remedy: StaticString
  ) -> Explanation {
    Explanation(name, .error, summary: summary, why: why, remedy: remedy)
  }
}
