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
    ("10.0.0.5", Network.addresses(["10.0.0.5"])), ("fd00::1", .addresses(["fd00::1"])), ("s3.example.org", .names),
  ])
  func `a store is reached at its endpoint`(host: String, network: Network) throws {
    #expect(try reach([], [SystemdPlans.offsite(host: host)]).sandbox.network == network)
  }

  @Test func `an identity is asked for elsewhere`() throws {
    #expect(try reach([], [SystemdPlans.offsite(host: "10.0.0.5", opened: .instance)]).sandbox.network == .names)
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
