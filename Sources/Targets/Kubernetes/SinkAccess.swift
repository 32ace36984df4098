import Diagnostics
import Planning

/// What a container needs in order to reach a sink.
struct SinkAccess {
  private let store: any Store

  init(_ shipment: Shipment) { store = shipment.store }

  /// A cloud role and the ServiceAccount annotation that binds to it.
  struct Role {
    var annotation: String
    var name: Text
  }

  /// The role that the pods assume, if the policy names one.
  var role: Role? {
    guard let cloud = store.cloud, let name = store.roles?.role else { return nil }
    let annotation =
      switch cloud {
      case .amazon: "eks.amazonaws.com/role-arn"
      case .google: "iam.gke.io/gcp-service-account"
      case .azure: "azure.workload.identity/client-id"
      }
    return Role(annotation: annotation, name: name)
  }

  /// The label without which Azure's webhook ignores pods.
  var identityLabels: [(key: String, value: String)] {
    guard store.cloud == .azure, case .workloadIdentity? = store.roles?.write else { return [] }
    return [("azure.workload.identity/use", "true")]
  }

  /// The ports of the sink and of the pod's identity provider.
  var ports: [EgressPort] {
    switch store.reach {
    case .folder, .claim: []
    case .host(_, let port, let purpose): [EgressPort(number: port, purpose: purpose)] + identityPorts
    case .service(let name): [EgressPort(number: 443, purpose: name)] + identityPorts
    }
  }

  private var identityPorts: [EgressPort] {
    var ports: [EgressPort] = []
    store.roles?.forEach { access in
      switch access {
      case .instance:
        ports.append(EgressPort(number: 80, addresses: "169.254.169.254/32", purpose: "the node's metadata service"))
      case .workloadIdentity:
        ports.append(EgressPort(number: 443, purpose: "the cloud's token service"))
        switch store.cloud {
        case .amazon:
          ports.append(EgressPort(number: 80, addresses: "169.254.170.23/32", purpose: "the EKS Pod Identity agent"))
        case .google:
          // GKE answers on the metadata address, and on nodes with Dataplane V1 its own agent does, at another port.
          ports.append(EgressPort(number: 80, addresses: "169.254.169.254/32", purpose: "the GKE metadata server"))
          ports.append(EgressPort(number: 988, addresses: "169.254.169.252/32", purpose: "the GKE metadata server"))
        case .azure, nil: break
        }
      case .accessKey, .key: break
      }
    }
    return ports
  }
}
