package import Diagnostics

/// A bucket of S3 or of any compatible store.
package final class S3Store: Record {
  package let bucket: Text
  package let region: Text?
  package let endpoint: Text?
  package let prefix: Text?
  package let pathStyle: Flag
  package let storageClass: Text?
  package let serverSideEncryption: ServerSideEncryption?
  package let keyID: Text?
  package let credentials: StoreCredentials
  package let origin: Span

  package static let name: StaticString = "S3"
  package static let doc: StaticString = "A bucket of S3 or of any compatible store."

  package init(_ form: inout Form) {
    origin = form.origin
    bucket = form.required("bucket", BucketName.self, doc: "The bucket's name.").text
    region = form.optional("region", absent: Self.regionWords, doc: "The region.")
    endpoint =
      form.optional(
        "endpoint", Endpoint.self, absent: "Amazon's own", doc: "The store's address, `https://host[:port]`.")?.text
    prefix =
      form.optional(
        "prefix", Prefix.self, absent: "the whole of it",
        doc: "The folder within the bucket. Slashes at its ends mean nothing.")?.text
    pathStyle = form.defaulted(
      "pathStyle", false, doc: "Whether the bucket stands in the path, not in the host name.")
    storageClass = form.optional("storageClass", absent: "the store's own", doc: "The storage class of new objects.")
    serverSideEncryption = form.optional(
      "serverSideEncryption", absent: "as the bucket is set", doc: "How the store encrypts.")
    keyID = form.optional("keyId", absent: "Amazon's own key", doc: "The key of aws:kms.")
    credentials = form.required("credentials", doc: "How the store is opened.")
  }

  /// The region of tools that ask for one where the policy names none.
  package static var usualRegion: Text { "us-east-1" }
  static var regionWords: StaticString { "left to the tool; us-east-1 where it wants one" }
}

/// How S3 encrypts.
package enum ServerSideEncryption: UInt8, Keyword {
  case aes256, kms

  package var word: StaticString {
    switch self {
    case .aes256: "AES256"
    case .kms: "aws:kms"
    }
  }
}

/// A bucket of Google Cloud Storage.
package final class GoogleStore: Record {
  package let bucket: Text
  package let prefix: Text?
  package let credentials: StoreCredentials
  package let origin: Span

  package static let name: StaticString = "GCS"
  package static let doc: StaticString = "A bucket of Google Cloud Storage."

  package init(_ form: inout Form) {
    origin = form.origin
    bucket = form.required("bucket", BucketName.self, doc: "The bucket's name.").text
    prefix =
      form.optional(
        "prefix", Prefix.self, absent: "the whole of it",
        doc: "The folder within the bucket. Slashes at its ends mean nothing.")?.text
    credentials = form.required("credentials", doc: "How the store is opened.")
  }
}

/// A container of Azure Blob Storage.
package final class AzureStore: Record {
  package let account: Text
  package let container: Text
  package let prefix: Text?
  package let credentials: StoreCredentials
  package let origin: Span

  package static let name: StaticString = "Azure"
  package static let doc: StaticString = "A container of Azure Blob Storage."

  package init(_ form: inout Form) {
    origin = form.origin
    account = form.required("account", doc: "The storage account.")
    container = form.required("container", BucketName.self, doc: "The container's name.").text
    prefix =
      form.optional(
        "prefix", Prefix.self, absent: "the whole of it",
        doc: "The folder within the container. Slashes at its ends mean nothing.")?.text
    credentials = form.required("credentials", doc: "How the store is opened.")
  }
}

/// A folder on a host behind SSH.
package final class SFTPServer: Record {
  package let host: Text
  package let port: Port
  package let user: Text
  package let path: Path
  package let privateKey: SecretName
  package let hostKeys: [Text]
  package let origin: Span

  package static let name: StaticString = "SFTP"
  package static let doc: StaticString = "A folder on a host behind SSH."

  package init(_ form: inout Form) {
    origin = form.origin
    host = form.required("host", Host.self, doc: "The host's name or address.").text
    port = form.defaulted("port", 22, doc: "The SSH port.")
    user = form.required("user", doc: "The user to log in as.")
    path = form.required("path", doc: "The folder on the host.")
    privateKey = form.required("privateKey", doc: "The secret that holds the private key.")
    hostKeys = form.requiredList(
      "hostKeys", of: HostKey.self,
      doc: "The host's public keys, such as `ssh-ed25519 AAAA…`: a host is never trusted on first use."
    ).map { $0.text }
  }
}

/// A mounted folder.
package final class MountedFolder: Record {
  package let path: Path

  package static let name: StaticString = "Filesystem"
  package static let doc: StaticString = "A mounted folder."

  package init(_ form: inout Form) {
    path = form.required("path", doc: "The folder's absolute path.")
  }
}

/// A persistent volume claim.
package final class ClaimedVolume: Record {
  package let claim: Text
  package let size: Size?
  package let storageClass: Text?
  package let accessMode: AccessMode
  package let origin: Span

  package static let name: StaticString = "VolumeClaim"
  package static let doc: StaticString = "A persistent volume claim in the job's namespace."

  package init(_ form: inout Form) {
    origin = form.origin
    claim = form.required("name", doc: "The claim's name.")
    size = form.optional("size", absent: "the claim exists already", doc: "Makes the claim, this large.")
    storageClass = form.optional(
      "storageClass", absent: "the cluster's own", doc: "The storage class of a claim that is made.")
    accessMode = form.defaulted(
      "accessMode", .readWriteOnce, when: size != nil, doc: "The access mode of a claim that is made.")
  }
}

/// Access modes of a persistent volume claim.
package enum AccessMode: UInt8, Keyword {
  case readWriteOnce, readWriteOncePod, readWriteMany

  package var word: StaticString {
    switch self {
    case .readWriteOnce: "ReadWriteOnce"
    case .readWriteOncePod: "ReadWriteOncePod"
    case .readWriteMany: "ReadWriteMany"
    }
  }
}
