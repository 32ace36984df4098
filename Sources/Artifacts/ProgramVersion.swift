/// The version of Backstay, which is said here and nowhere else.
package enum ProgramVersion {
  /// As in the changelog, whose first entry has the same number.
  package static let text = "0.1.0"
}
