package import Diagnostics

/// How a store is opened.
package indirect enum StoreAccess: Sendable, Equatable {
  /// The secrets that hold the access key id and the secret access key.
  case accessKey(id: Text, secret: Text)
  /// One secret that holds what the store wants: a service-account key, an account key, a SAS token.
  case key(Text)
  /// The platform's workload identity, with the role where the store wants it named.
  case workloadIdentity(role: Text?)
  /// The machine's own identity.
  case instance
}
