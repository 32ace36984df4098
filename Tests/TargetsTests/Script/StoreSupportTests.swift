import Diagnostics
@testable import Planning
import Testing

@testable import Scripts
@testable import Targets

private typealias Plans = ScriptPlans

/// What the table says is carried out has something that carries it out.
@Suite struct StoreSupportTests {
  /// A store of each kind.
  static func store(_ place: Support.Place) -> Location {
    let key = StoreRoles(write: .key(Plans.text("key")))
    switch place {
    case .s3: return Plans.s3()
    case .gcs:
      return .gcs(GoogleBucket(bucket: Plans.text("b"), prefix: "", credentials: key, origin: Plans.span(0)))
    case .azure:
      return .azure(
        AzureContainer(
          account: Plans.text("a"), container: Plans.text("b"), prefix: "", credentials: key, origin: Plans.span(0)))
    case .sftp: return Plans.sftp()
    case .filesystem: return Plans.folder
    case .volumeClaim:
      return .volumeClaim(
        VolumeClaim(
          name: Plans.text("c"), size: nil, storageClass: nil, accessMode: "ReadWriteOnce", origin: Plans.span(0)))
    }
  }

  private static let sites = [ScriptPlans.machine, ScriptPlans.container()]

  @Test(arguments: Support.Place.allCases) func aStoreKnowsItsKind(place: Support.Place) {
    let location = Self.store(place)
    #expect(location.store.kind == place)
    #expect(location.store.reading.store.kind == place)
  }

  @Test(arguments: Support.Place.allCases) func aPlaceThatHoldsPlainCopiesHasWhatKeepsAndFindsThem(
    place: Support.Place
  ) throws {
    let location = Self.store(place)
    let holds = Self.sites.contains { Support.holds(.plain, at: place, from: $0.support) }
    #expect((location.scripted.objectParts != nil) == holds)
    #expect(try location.runbook.plainCopies(in: "/mnt/copies").isEmpty == !holds)
  }

  @Test(arguments: Support.Place.allCases) func aPlaceThatPgbackrestWritesToHasAType(place: Support.Place) {
    let options = Self.store(place).pgbackrest.options(knownHosts: "/known_hosts")
    #expect(options.contains { $0.name == "type" } == Support.holds(.pgbackrest, at: place, from: .server))
  }

  @Test(arguments: Support.Place.allCases) func whatIsAcceptedIsWhatTheTableHolds(place: Support.Place) {
    for site in Self.sites {
      for repository in [Plans.plain, Plans.restic, Plans.borg] {
        let job = Plans.job([], [Plans.shipment(Self.store(place), repository)])
        let holds = Support.holds(repository.kind, at: place, from: site.support)
        #expect(Plans.script(job, site: site).unsupported().isEmpty == holds, "\(place) \(repository.kind)")
      }
    }
  }

  @Test(arguments: [Support.Place.s3, .gcs, .azure]) func rolesAreSplitOnlyWhereTheStoreDoes(place: Support.Place) {
    let key = Plans.text("key")
    let access = place == .s3 ? StoreAccess.accessKey(id: key, secret: key) : .key(key)
    let roles = StoreRoles(write: access, read: access)
    let location: Location
    switch Self.store(place) {
    case .s3(var store):
      store.credentials = roles
      location = .s3(store)
    case .gcs(var store):
      store.credentials = roles
      location = .gcs(store)
    case .azure(var store):
      store.credentials = roles
      location = .azure(store)
    case let other: location = other
    }
    let job = Plans.job([], [Plans.shipment(location, Plans.restic)])
    let messages = Plans.script(job).unsupported().map { $0.message.text }
    let refusal = "generated scripts use one set of credentials for this kind of store"
    #expect(messages == (place == .s3 ? [] : [refusal]))
  }
}
