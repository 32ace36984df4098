package import Diagnostics

/// Where a secret or a material is on a machine.
package final class HostBinding: Record {
  package enum Object: Sendable {
    case file(Path)
    case host(Text)
    case socket(Path)
  }

  package let id: Text
  package let object: Object?

  package static let name: StaticString = "HostBinding"
  package static let doc: StaticString = "Where a secret or a material is on a machine."

  package init(_ form: inout Form) {
    id = form.name
    object = form.exactlyOne(of: Object.self) { form, choice in
      form.option(&choice, "file", Object.file, doc: "The file that holds a secret.")
      form.option(
        &choice, "host", { (host: Host) in Object.host(host.text) },
        doc: "The host to use instead for a PostgreSQL material.")
      form.option(&choice, "socket", Object.socket, doc: "The socket folder to use instead for a PostgreSQL material.")
    }
  }
}
