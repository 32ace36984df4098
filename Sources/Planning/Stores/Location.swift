package import Diagnostics

/// Where copies go; boxed, so that a shipment is small where it is handed on.
package indirect enum Location: Sendable {
  case s3(S3)
  case gcs(ObjectStore)
  case azure(ObjectStore)
  case sftp(SFTP)
  /// A mounted directory, by its absolute path.
  case filesystem(Text)
  case volumeClaim(VolumeClaim)

  /// What kind of place it is.
  package var kind: Support.Place {
    switch self {
    case .s3: .s3
    case .gcs: .gcs
    case .azure: .azure
    case .sftp: .sftp
    case .filesystem: .filesystem
    case .volumeClaim: .volumeClaim
    }
  }

  /// Where the policy says it.
  package var origin: Span {
    switch self {
    case .s3(let store): store.origin
    case .gcs(let store), .azure(let store): store.origin
    case .sftp(let server): server.origin
    case .filesystem(let path): path.span
    case .volumeClaim(let claim): claim.origin
    }
  }

  /// The policy's word for it.
  package var word: String { kind.word }
}
