package import Diagnostics

/// A container of Azure Blob Storage.
package final class AzureStore: Record, StoreRecord {
  package let account: Text
  package let container: Text
  package let prefix: Text?
  package let credentials: StoreCredentials
  package let origin: Span

  package static let word: StaticString = "azure"
  package static let name: StaticString = "Azure"
  package static let doc: StaticString = "A container of Azure Blob Storage."

  package init(_ form: inout Form) {
    origin = form.origin
    account = form.required("account", doc: "The storage account.")
    container = form.required("container", BucketName.self, doc: "The container's name.").text
    prefix =
      form.optional(
        "prefix", Prefix.self, absent: "the whole container",
        doc: "The folder within the container. Leading and trailing slashes are ignored.")?.text
    credentials = form.required("credentials", doc: "The credentials for the store.")
  }

  package var failureDomain: String? { "azure:" + account.value }
  package var place: [String] { [account.value, container.value, prefix?.withoutOuterSlashes ?? ""] }
  package var opening: StoreOpening { .credentials(credentials, keys: .accountKey) }
}
