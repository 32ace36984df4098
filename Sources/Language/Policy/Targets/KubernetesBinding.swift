package import Diagnostics

/// Where a secret or a material is in the namespace.
package final class KubernetesBinding: Record {
  package enum Object: Sendable {
    case secret(Text)
    case configMap(Text)
    case volumeClaim(Text)
    case host(Text)
  }

  package let id: Text
  package let object: Object?
  package let key: Text?
  package let items: [Label]

  package static let name: StaticString = "KubernetesBinding"
  package static let doc: StaticString = "Where a secret or a material lives in the namespace."

  package init(_ form: inout Form) {
    id = form.name
    object = form.exactlyOne(of: Object.self) { form, choice in
      form.option(&choice, "secret", Object.secret, doc: "A Secret.")
      form.option(&choice, "configMap", Object.configMap, doc: "A ConfigMap.")
      form.option(&choice, "volumeClaim", Object.volumeClaim, doc: "A persistent volume claim.")
      form.option(
        &choice, "host", { (host: Host) in Object.host(host.text) },
        doc: "The host to use instead for a PostgreSQL material.")
    }
    key = form.optional(
      "key", absent: "all keys, for file materials only", doc: "The key that holds the secret's value.")
    items = form.labels(
      "items", absent: "all of it at the material's first path", doc: "Which key holds which path of a file material.")
  }
}
