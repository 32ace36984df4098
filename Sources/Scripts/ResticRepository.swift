import Diagnostics
package import Planning

extension Shipment {
  /// restic's name of the repository, which holds no credentials; `folder` is that of a sink that is one.
  package func resticRepository(in folder: String?) -> String? {
    switch location {
    case .s3(let s3):
      var endpoint = s3.endpoint?.value ?? "https://s3.\(s3.region.map { $0.value + "." } ?? "")amazonaws.com"
      while endpoint.hasSuffix("/") { endpoint.removeLast() }
      return "s3:\(endpoint)/\(s3.bucket.value)" + (s3.prefix.isEmpty ? "" : "/\(s3.prefix)")
    case .gcs(let store): return "gs:\(store.bucket.value):/\(store.prefix)"
    case .azure(let store): return "azure:\(store.bucket.value):/\(store.prefix)"
    // The host and all else of the connection stand in a configuration of ssh, under this name.
    case .sftp(let sftp): return "sftp:sink:\(sftp.path.value)"
    case .filesystem, .volumeClaim: return folder
    }
  }
}
