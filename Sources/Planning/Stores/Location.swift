internal import Language

/// Where copies go; boxed, so that shipments are small.
package indirect enum Location: Sendable {
  case s3(S3)
  case gcs(GoogleBucket)
  case azure(AzureContainer)
  case sftp(SFTP)
  case filesystem(Folder)
  case volumeClaim(VolumeClaim)

  init(_ kind: Sink.Kind) {
    switch kind {
    case .s3(let record): self = .s3(S3(record))
    case .gcs(let record): self = .gcs(GoogleBucket(record))
    case .azure(let record): self = .azure(AzureContainer(record))
    case .sftp(let record): self = .sftp(SFTP(record))
    case .filesystem(let record): self = .filesystem(Folder(record))
    case .volumeClaim(let record): self = .volumeClaim(VolumeClaim(record))
    }
  }

  /// The place itself, whatever its kind.
  package var store: any Store {
    switch self {
    case .s3(let store): store
    case .gcs(let store): store
    case .azure(let store): store
    case .sftp(let store): store
    case .filesystem(let store): store
    case .volumeClaim(let store): store
    }
  }
}
