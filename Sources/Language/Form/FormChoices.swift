/// Keys of which exactly one, or at most one, may be given.
extension Form {
  /// A value that is given by exactly one of several keys; `nil` after a finding, or in describing mode.
  package mutating func exactlyOne<U>(
    of _: U.Type = U.self, _ options: (inout Form, inout Alternative<U>) -> Void
  ) -> U? {
    choose(absent: .fault, options)
  }

  /// A value that is given by at most one of several keys; `absence` says what it means that none is.
  package mutating func atMostOne<U>(
    of _: U.Type = U.self, absent absence: StaticString, _ options: (inout Form, inout Alternative<U>) -> Void
  ) -> U? {
    choose(absent: .words(absence), options)
  }

  private mutating func choose<U>(
    absent absence: Absence, _ options: (inout Form, inout Alternative<U>) -> Void
  ) -> U? {
    var choice = Alternative<U>()
    options(&self, &choice)
    var isRequired: Bool { if case .fault = absence { true } else { false } }
    if isDescribing {
      description?.choices.append(Choice(keys: choice.keys, absence: absence))
    } else if choice.found > 1 || (choice.found == 0 && isRequired) {
      var describing = Form(describing: true)
      options(&describing, &choice)
      choice.found == 0 ? lackOne(of: choice.keys) : reportTooMany(choice.keys)
    }
    return choice.value
  }

  /// One of the keys of which exactly one may be given.
  package mutating func option<T: Readable, U>(
    _ choice: inout Alternative<U>, _ key: StaticString, _ make: (T) -> U, doc: StaticString
  ) {
    if isDescribing {
      choice.keys.append(key)
      note(key, T.schema, absent: .choice, doc)
      return
    }
    let node = find(key)
    guard node != Self.absent else { return }
    choice.found += 1
    guard node >= 0 else { return }
    if let value = T.read(&self, at: node) {
      if choice.value == nil { choice.value = make(value) }
    } else {
      settle(T.self, at: node)
    }
  }
}

/// What was found so far of the keys of which exactly one may be given.
package struct Alternative<U> {
  var value: U?
  var found = 0
  /// Collected in describing mode only.
  var keys: [StaticString] = []
}
