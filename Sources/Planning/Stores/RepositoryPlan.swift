package import Diagnostics

/// How copies lie at a sink.
package enum RepositoryPlan: Sendable {
  /// One object per run and archive, encrypted with age to `recipients` if there are any. `identity` is the secret
  /// that decrypts it, only for restores; absent if the policy names none.
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

  /// The secret without which nothing is written there.
  package var secret: Text? {
    switch self {
    case .plain: nil
    case .restic(let passphrase), .borg(let passphrase): passphrase
    case .pgbackrest(let cipher): cipher
    }
  }

  /// The secret that decrypts copies encrypted to recipients; absent if none is named.
  package var identity: Text? {
    if case .plain(_, let identity) = self { return identity }
    return nil
  }

  /// The program that writes and reads it, beside those of the place; the target `pgbackrest` has its own.
  var program: Program? {
    switch self {
    case .plain(let recipients, _): recipients.isEmpty ? nil : .age
    case .restic: .restic
    case .borg: .borg
    case .pgbackrest: nil
    }
  }

  /// The way for people.
  package var description: Wording {
    switch self {
    case .plain(let recipients, _): recipients.isEmpty ? "plain objects" : "objects encrypted with age"
    case .restic: "a restic repository"
    case .borg: "a borg repository"
    case .pgbackrest(let cipher):
      cipher == nil ? "a pgbackrest repository, not encrypted" : "an encrypted pgbackrest repository"
    }
  }
}
