package import Diagnostics

/// How copies lie at a sink.
package enum RepositoryPlan: Sendable {
  /// One object a run, for each archive; `recipients` of age encrypt it where there are any. `identity` is the secret
  /// that opens it, for restores only; absent where the policy names none.
  case plain(recipients: [Text], identity: Text? = nil)
  /// The secret that holds the passphrase.
  case restic(passphrase: Text)
  case borg(passphrase: Text)
  /// The secret that holds the cipher passphrase; absent for an unencrypted repository.
  case pgbackrest(cipher: Text?)

  /// In which way copies lie there.
  package var kind: Support.Repository {
    switch self {
    case .plain: .plain
    case .restic: .restic
    case .borg: .borg
    case .pgbackrest: .pgbackrest
    }
  }

  package var word: String { kind.word }
}
