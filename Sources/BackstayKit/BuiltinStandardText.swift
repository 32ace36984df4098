internal import Language

/// The built-in standard as people read it.
package enum BuiltinStandardText {
  /// What findings call its file.
  package static var name: String { "\(BuiltinStandard.name)" }
  package static var text: String { "\(BuiltinStandard.text)" }
}
