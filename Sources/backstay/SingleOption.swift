import ArgumentParser

/// Options with one value. Of several, ArgumentParser silently takes the last.
enum SingleOption {
  /// Throws if one of them, by any of its names, was given again.
  static func validate(_ names: String...) throws {
    let given = CommandLine.arguments.prefix { $0 != "--" }.filter { argument in
      names.contains { argument == $0 || argument.hasPrefix($0 + "=") }
    }
    guard given.count < 2 else { throw ValidationError("\(names[0]) is given twice.") }
  }
}
