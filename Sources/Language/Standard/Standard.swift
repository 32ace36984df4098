package import Diagnostics

/// A `BackupStandard`: the least that every policy of an organisation must promise.
package final class Standard: Record {
  package let metadata: Metadata
  package let appliesTo: PolicySelection?
  package let require: Requirements?
  package let forbid: [Prohibition]

  package static let name: StaticString = "BackupStandard"
  package static let doc: StaticString = "The least that every policy must promise."

  package init(_ form: inout Form) {
    form.constant("apiVersion", "backstay/v1", doc: "The version of the policy language.")
    form.constant("kind", "BackupStandard", doc: "The kind of document.")
    metadata = form.required("metadata", doc: "The standard's name and who is responsible for it.")
    appliesTo = form.optional("appliesTo", absent: "every policy", doc: "The policies that it applies to.")
    require = form.optional("require", absent: "nothing is demanded", doc: "What each of them must promise.")
    forbid = form.list("forbid", doc: "What none of them may do.")
  }

  /// A standard that is built into the program.
  init(metadata: Metadata, require: Requirements) {
    self.metadata = metadata
    self.require = require
    appliesTo = nil
    forbid = []
  }

  /// Whether the standard applies to a policy, which then has every label that the standard selects by.
  package func applies(to policy: Policy) -> Bool {
    guard let labels = appliesTo?.labels else { return true }
    return labels.allSatisfy { label in
      policy.metadata.labels.contains { $0.name.value == label.name.value && $0.value.value == label.value.value }
    }
  }
}

/// The policies that a standard applies to.
package final class PolicySelection: Record {
  package let labels: [Label]

  package static let name: StaticString = "PolicySelection"
  package static let doc: StaticString = "The policies that a standard applies to."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    labels = form.labels("labels", doc: "Labels that a policy must have, all of them.")
  }
}

/// Something that a standard forbids, and where.
package struct Prohibition: Readable {
  package var practice: Practice
  package var span: Span

  package static func read(_ form: inout Form, at node: Int) -> Prohibition? {
    Practice.read(&form, at: node).map { Prohibition(practice: $0, span: form.span(of: node)) }
  }

  package static var schema: Schema { Practice.schema }
  package static var standIn: Prohibition { Prohibition(practice: .standIn, span: .none) }
}

/// What a standard can forbid.
package enum Practice: UInt8, Keyword {
  case staticCredentials

  package var word: StaticString {
    switch self {
    case .staticCredentials: "static-credentials"
    }
  }
}
