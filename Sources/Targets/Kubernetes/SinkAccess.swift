import Diagnostics
import Planning

/// What a container needs in order to reach a sink.
struct SinkAccess {
  let shipment: Shipment

  init(_ shipment: Shipment) { self.shipment = shipment }

  /// A role of the cloud and the annotation of a ServiceAccount that asks for it.
  struct Role {
    var annotation: String
    var name: Text
  }

  private var credentials: [StoreAccess] {
    switch shipment.location {
    case .s3(let s3): [s3.credentials] + [s3.expiryCredentials, s3.readCredentials].compactMap { $0 }
    case .gcs(let store), .azure(let store): [store.credentials]
    case .sftp, .filesystem, .volumeClaim: []
    }
  }

  /// The role that the pods take on, where the policy names one.
  var role: Role? {
    switch shipment.location {
    case .s3(let s3):
      let name = s3.credentials.role ?? s3.expiryCredentials?.role ?? s3.readCredentials?.role
      return name.map { Role(annotation: "eks.amazonaws.com/role-arn", name: $0) }
    case .gcs(let store):
      return store.credentials.role.map { Role(annotation: "iam.gke.io/gcp-service-account", name: $0) }
    case .azure(let store):
      return store.credentials.role.map { Role(annotation: "azure.workload.identity/client-id", name: $0) }
    case .sftp, .filesystem, .volumeClaim: return nil
    }
  }

  /// The label without which Azure's webhook leaves pods alone.
  var identityLabels: [(key: String, value: String)] {
    guard case .azure(let store) = shipment.location, case .workloadIdentity = store.credentials else { return [] }
    return [("azure.workload.identity/use", "true")]
  }

  /// The ports that lead to the sink, and to whoever vouches for the pod.
  var ports: [EgressPort] {
    switch shipment.location {
    case .s3(let s3):
      let host = s3.endpoint?.value ?? "the S3 endpoint"
      return [EgressPort(number: s3.endpoint.map { Self.port(of: $0.value) } ?? 443, purpose: host)] + identityPorts
    case .gcs: return [EgressPort(number: 443, purpose: "Google Cloud Storage")] + identityPorts
    case .azure: return [EgressPort(number: 443, purpose: "Azure Storage")] + identityPorts
    case .sftp(let sftp): return [EgressPort(number: sftp.port, purpose: "SSH at \(sftp.host.value)")]
    case .filesystem, .volumeClaim: return []
    }
  }

  private var identityPorts: [EgressPort] {
    var ports: [EgressPort] = []
    for credential in credentials {
      switch credential {
      case .instance:
        ports.append(EgressPort(number: 80, addresses: "169.254.169.254/32", purpose: "the node's metadata service"))
      case .workloadIdentity:
        ports.append(EgressPort(number: 443, purpose: "the cloud's token service"))
        switch shipment.location {
        case .s3:
          ports.append(EgressPort(number: 80, addresses: "169.254.170.23/32", purpose: "the EKS Pod Identity agent"))
        case .gcs:
          // GKE answers on the metadata address, and on nodes with Dataplane V1 its own agent does, at another port.
          ports.append(EgressPort(number: 80, addresses: "169.254.169.254/32", purpose: "the GKE metadata server"))
          ports.append(EgressPort(number: 988, addresses: "169.254.169.252/32", purpose: "the GKE metadata server"))
        case .azure, .sftp, .filesystem, .volumeClaim: break
        }
      case .accessKey, .key: break
      }
    }
    return ports
  }

  /// The port of an address such as `https://minio:9000/`.
  static func port(of endpoint: String) -> Int {
    var rest = Substring(endpoint)
    let isClear = rest.hasPrefix("http://")
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
    rest = rest.prefix { $0 != "/" }
    // The colons of an IPv6 address stand inside brackets.
    if let bracket = rest.lastIndex(of: "]") { rest = rest[bracket...] }
    if let colon = rest.lastIndex(of: ":"), let port = Int(rest[rest.index(after: colon)...]) { return port }
    return isClear ? 80 : 443
  }
}

extension StoreAccess {
  fileprivate var role: Text? {
    if case .workloadIdentity(let role) = self { return role }
    return nil
  }
}
