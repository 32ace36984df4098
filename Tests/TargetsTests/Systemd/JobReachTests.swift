import Testing

@testable import Planning
@testable import Targets

struct JobReachTests {
  private func reach(_ captures: [Capture] = [], _ shipments: [Shipment] = []) throws -> JobReach {
    let plan = SystemdPlans.plan([])
    let machine = SystemdMachine(plan: plan, settings: try #require(plan.systemd))
    return JobReach(machine: machine, captures: captures, shipments: shipments, lock: nil)
  }

  @Test(arguments: [
    ("https://10.0.0.5:9000", Network.addresses(["10.0.0.5"])), ("https://[fd00::1]:9000", .addresses(["fd00::1"])),
    ("https://s3.example.org", .names), ("http://127.0.0.1", .addresses(["127.0.0.1"])),
  ])
  func `a store is reached at its endpoint`(endpoint: String, network: Network) throws {
    #expect(try reach([], [SystemdPlans.offsite(endpoint: endpoint)]).sandbox.network == network)
  }

  @Test func `Amazon's own store has names`() throws {
    #expect(try reach([], [SystemdPlans.offsite()]).sandbox.network == .names)
  }

  @Test func `a folder is written and may be a mount`() throws {
    let reach = try reach([], [SystemdPlans.local()])
    #expect(reach.mounts == ["/srv/backup/certctl"])
    #expect(reach.sandbox.writable == ["/srv/backup/certctl"])
    #expect(reach.sandbox.network == .none)
  }

  @Test func `a disk that is missing stops no other sink`() throws {
    let reach = try reach([], [SystemdPlans.offsite(), SystemdPlans.local()])
    #expect(reach.mounts.isEmpty)
    #expect(reach.wantedMounts == ["/srv/backup/certctl"])
    #expect(reach.sandbox.writable == ["-/srv/backup/certctl"])
  }

  @Test func `a socket needs no network`() throws {
    let reach = try reach([SystemdPlans.database(.socket(SystemdPlans.text("/tmp/pg")), .peer)])
    #expect(reach.sandbox.network == .none)
    #expect(reach.sandbox.visible == ["/tmp/pg"])
    #expect(reach.servers == ["postgresql.service", "postgresql-15.service"])
  }

  @Test func `a server elsewhere is none of this machine's services`() throws {
    #expect(try reach([SystemdPlans.database(.host(SystemdPlans.text("db")))]).servers.isEmpty)
  }
}
