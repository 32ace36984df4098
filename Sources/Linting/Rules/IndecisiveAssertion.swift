internal import Diagnostics
internal import Language

/// An assertion of a drill that passes whatever is returned.
struct IndecisiveAssertion: Rule {
  static let explanation = Explanation(
    "indecisive-assertion", .error,
    summary: "An assertion of a drill doesn't say what its query must return, or has keys that don't fit its kind.",
    why:
      "A query without `atLeast` or `equals` passes whatever it returns. `keyMatches` runs no query, so it has no result to compare.",
    remedy: "Add `atLeast` or `equals` to a query; remove them and `database` beside `keyMatches`.",
    accepts: [
      """
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{keyMatches: {certificate: /etc/app, key: /etc/app/key}}]}}
      """
    ],
    rejects: [
      """
      materials: {keys: {postgresql: {serverVersion: 16, database: app, socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      #                                                                          ↓
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{sql: SELECT 1}]}}
      """,
      """
      #                                                                                               ↓
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{keyMatches: {certificate: /etc/app, key: /etc/app/key}, atLeast: 1}]}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for drill in policy.drills {
      for assertion in drill.assertions {
        switch assertion.subject {
        case .sql(let sql):
          if assertion.atLeast == nil, assertion.equals == nil { report.fault(.undecided, at: sql.text.span) }
        case .keyMatches(let pair):
          if assertion.atLeast != nil || assertion.equals != nil || assertion.database != nil {
            report.fault(.overdetermined, at: pair.certificate.text.span)
          }
        case nil: break
        }
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var undecided: Self {
    .init("the query passes whatever it returns", help: "add `atLeast` or `equals`")
  }

  fileprivate static var overdetermined: Self {
    .init("`keyMatches` queries no database", help: "remove `atLeast`, `equals` and `database`")
  }
}
