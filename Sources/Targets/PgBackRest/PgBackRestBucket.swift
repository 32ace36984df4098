import Diagnostics
import Planning

extension S3: PgBackRestStore {
  var folder: Text { Text(prefix, at: origin) }

  func options(knownHosts: String) -> [(name: String, value: String)] {
    let keyType =
      switch credentials.write {
      case .workloadIdentity: "web-id"
      case .instance: "auto"
      case .accessKey, .key: "shared"
      }
    var options = [
      ("type", "s3"), ("path", "/" + prefix), ("s3-bucket", bucket.value),
      ("s3-endpoint", endpoint?.host ?? S3.amazonHost(in: regionOrUsual)), ("s3-region", regionOrUsual),
      ("s3-key-type", keyType), ("s3-uri-style", pathStyle ? "path" : "host"),
    ]
    if let port = endpoint?.port { options.append(("storage-port", "\(port)")) }
    if let keyID { options.append(("s3-kms-key-id", keyID.value)) }
    return options
  }

  var variables: [Variable] {
    guard case .accessKey(let id, let key) = credentials.write else { return [] }
    return [(.value, "S3_KEY", id), (.value, "S3_KEY_SECRET", key)]
  }

  func report(_ version: Version, _ diagnostics: inout Diagnostics) {
    if let endpoint, !endpoint.isEncrypted || endpoint.isIPv6 {
      diagnostics.refuse("pgbackrest accepts only `https://host[:port]` as an endpoint", at: endpoint.text.span)
    }
    if case .key = credentials.write {
      diagnostics.refuse("S3 needs two keys: `accessKeyId` and `secretAccessKey`", at: origin)
    }
    if let storageClass {
      diagnostics.refuse(
        "pgbackrest can't set a storage class", help: "use a lifecycle rule of the bucket",
        at: storageClass.span)
    }
    if let serverSideEncryption, serverSideEncryption.value != "aws:kms" || keyID == nil {
      diagnostics.refuse(
        "pgbackrest supports server-side encryption only with a KMS key", help: "make it the bucket's default instead",
        at: serverSideEncryption.span)
    }
    if let keyID, !PgBackRestVersion.knows("repo-s3-kms-key-id", version) {
      diagnostics.refuse("a KMS key needs pgbackrest 2.38", at: keyID.span)
    }
    if pathStyle, bucket.value.contains("."), version < PgBackRestVersion.dottedBuckets {
      diagnostics.refuse(
        "a dot in a bucket name needs pgbackrest \(PgBackRestVersion.dottedBuckets.text)", at: bucket.span)
    }
  }
}
