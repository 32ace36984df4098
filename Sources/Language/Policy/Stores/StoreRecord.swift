package import Diagnostics

/// What rules and the planner ask about a place where copies go, whatever its kind.
package protocol StoreRecord: AnyObject, Sendable {
  /// The policy's word for such places.
  static var word: StaticString { get }
  /// Its failure domain if the policy states none; `nil` means the source's own.
  var failureDomain: String? { get }
  /// Strings that identify the place among those of its kind.
  var place: [String] { get }
  /// Its address, if the policy gives one.
  var endpoint: Endpoint? { get }
  /// Its path, if it is a folder of the source's own machine.
  var folder: Path? { get }
  var opening: StoreOpening { get }
}

extension StoreRecord {
  package var word: StaticString { Self.word }
  package var failureDomain: String? { nil }
  package var endpoint: Endpoint? { nil }
  package var folder: Path? { nil }
}

/// How a place where copies go is opened.
package enum StoreOpening {
  /// By credentials; static ones must be keys of this kind.
  case credentials(StoreCredentials, keys: StaticKeys.Kind)
  /// By one secret, such as an SSH key.
  case secret(SecretName)
  /// By nothing: whoever can reach it may write.
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
