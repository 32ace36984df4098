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

  /// The policy's word for it.
  package var word: String {
    switch self {
    case .s3: "s3"
    case .gcs: "gcs"
    case .azure: "azure"
    case .sftp: "sftp"
    case .filesystem: "filesystem"
    case .volumeClaim: "volumeClaim"
    }
  }
}
