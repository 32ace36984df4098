package import Diagnostics

/// A material that another system captures.
package final class ExternalMaterial: Sendable {
  package let name: Text
  /// What it is, in words.
  package let what: String
  /// Where its copies are, in words.
  package let place: String?
  /// Who is responsible for it.
  package let owner: String?

  package init(name: Text, what: String, place: String? = nil, owner: String? = nil) {
    self.name = name
    self.what = what
    self.place = place
    self.owner = owner
  }
}
