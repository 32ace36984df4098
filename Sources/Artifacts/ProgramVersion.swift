/// The version of Backstay, stated only here.
package enum ProgramVersion {
  /// As in the changelog, whose first entry has the same number.
  package static let text = "0.1.0"
}
