package import Diagnostics

/// What rules and the planner ask of a place where copies go, whatever its kind.
package protocol StoreRecord: AnyObject, Sendable {
  /// The policy's word for such places.
  static var word: StaticString { get }
  /// What fails together with it where the policy doesn't say; `nil` where that is the source.
  var failureDomain: String? { get }
  /// What tells where copies lie from all other places of the kind.
  var place: [String] { get }
  /// The address by which it is reached, where the policy names one.
  var endpoint: Endpoint? { get }
  /// The folder of the source's own machine that it is.
  var folder: Path? { get }
  var opening: StoreOpening { get }
}

extension StoreRecord {
  package var word: StaticString { Self.word }
  package var failureDomain: String? { nil }
  package var endpoint: Endpoint? { nil }
  package var folder: Path? { nil }
}

/// What opens a place where copies go.
package enum StoreOpening {
  /// Credentials; where they are static, keys of this kind.
  case credentials(StoreCredentials, keys: StaticKeys.Kind)
  /// What lies in one secret, such as a key of SSH.
  case secret(SecretName)
  /// Nothing: whoever is there may write.
  case free

  /// Adds the secrets that it names, in the order in which they are declared.
  package func addSecrets(to secrets: inout [Text]) {
    switch self {
    case .credentials(let credentials, _): credentials.forEach { secrets += $0.secrets }
    case .secret(let secret): secrets.append(secret.text)
    case .free: break
    }
  }
}
