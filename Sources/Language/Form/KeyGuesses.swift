/// What an unknown key of a record was meant to be.
///
/// A typing error comes first, then keys elsewhere in the language: the same key in another form of the value, or in
/// what is below. Mere similarity comes last.
struct KeyGuesses {
  enum Guess {
    /// A misspelt key of the record, or the name that other programs have for it.
    case key(String)
    /// The same of another form of the value, where nothing of this form is given.
    case keyOfAnotherForm(String)
    /// A key of another form of the value, which can't be combined with this one.
    case conflict(String)
    /// A key of a record below.
    case below([KeyHome])
  }

  let description: RecordDescription
  /// The given keys.
  let present: [String]
  /// Names that other programs have for the record's keys.
  let otherNames: [(name: StaticString, key: StaticString)]
  /// The other records that the value might have been.
  let otherForms: [RecordDescription]
  let declared: [String]
  let absent: [String]
  /// The keys of each record below, level by level.
  private let below: [[(home: KeyHome, keys: [String])]]

  init(
    description: RecordDescription, present: [String], otherNames: [(name: StaticString, key: StaticString)],
    otherForms: [RecordDescription]
  ) {
    self.description = description
    self.present = present
    self.otherNames = otherNames
    self.otherForms = otherForms
    declared = description.keys
    absent = description.keys.filter { !present.contains($0) }
    below = description.homes.map { level in level.map { (home: $0, keys: $0.record.describe().keys) } }
  }

  /// What the key may have been meant to be, the most likely first.
  func guesses(_ name: String, lacking: [String]) -> [Guess] {
    for other in otherNames where "\(other.name)" == name && absent.contains("\(other.key)") {
      return [.key("\(other.key)")]
    }
    let near = Suggestions.key(for: name, among: lacking) ?? Suggestions.key(for: name, among: absent)
    if let near, Suggestions.isSlip(name, of: near) { return [.key(near)] }
    var guesses: [Guess] = []
    let homes =
      below.lazy.map { level in level.filter { $0.keys.contains(name) }.map(\.home) }.first { !$0.isEmpty } ?? []
    if !homes.isEmpty { guesses.append(.below(homes)) }
    if let form = otherForms.first(where: { $0.keys.contains(name) }),
      let rival = present.first(where: { declared.contains($0) && !form.keys.contains($0) })
    {
      guesses.append(.conflict(rival))
    }
    if let near { guesses.append(.key(near)) }
    // Beside a key of this form, a key of another form would be the next fault.
    if !present.contains(where: declared.contains),
      let key = Suggestions.key(for: name, among: otherForms.flatMap(\.keys))
    {
      guesses.append(.keyOfAnotherForm(key))
    }
    return guesses
  }
}
