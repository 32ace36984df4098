package import Diagnostics
internal import Language

/// A container of Azure Blob Storage.
package struct AzureContainer: Store {
  /// The storage account.
  package var account: Text
  package var container: Text
  /// Without leading and trailing slashes; empty if the policy names none.
  package var prefix: String
  package var credentials: StoreRoles
  package var origin: Span

  package var kind: Support.Place { .azure }
  package var reach: Reach { .service("Azure Storage") }
  package var roles: StoreRoles? { credentials }
  package var secret: Text? { nil }
  package var cloud: Cloud? { .azure }
  package var description: Wording { "Azure container \(container.value) of \(account.value)\(below: prefix)" }

  package var reading: Location {
    var store = self
    store.credentials = credentials.reading
    return .azure(store)
  }
}

extension AzureContainer {
  init(_ record: AzureStore) {
    self.init(
      account: record.account, container: record.container, prefix: record.prefix?.withoutOuterSlashes ?? "",
      credentials: StoreRoles(record.credentials), origin: record.origin)
  }
}
