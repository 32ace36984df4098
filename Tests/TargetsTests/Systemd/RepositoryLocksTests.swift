import Testing

@testable import Planning
@testable import Targets

struct RepositoryLocksTests {
  private func job(_ name: String, _ sinks: String...) -> Job {
    SystemdPlans.job(name, [SystemdPlans.database()], .manual, sinks.map { SystemdPlans.local($0, at: "/srv/\($0)") })
  }

  private func locks(_ jobs: [Job], upkeep: [UpkeepJob] = []) throws -> RepositoryLocks {
    let plan = SystemdPlans.plan(jobs, upkeep: upkeep)
    return RepositoryLocks(machine: SystemdMachine(plan: plan, settings: try #require(plan.systemd)))
  }

  @Test func `backups that share a repository share a lock`() throws {
    let a = job("a", "one")
    let b = job("b", "one", "two")
    let locks = try locks([a, b])
    #expect(locks.files == ["/run/backstay/certctl/one.lock"])
    #expect(locks.file(for: a.shipments) == locks.file(for: b.shipments))
  }

  @Test func `sharing is passed on by a third`() throws {
    let a = job("a", "one")
    let b = job("b", "two")
    let locks = try locks([a, b, job("c", "two", "one")])
    #expect(locks.files == ["/run/backstay/certctl/one.lock"])
    #expect(locks.file(for: b.shipments) == "/run/backstay/certctl/one.lock")
  }

  @Test func `backups that share nothing don't wait for each other`() throws {
    let locks = try locks([job("a", "one"), job("b", "two")])
    #expect(locks.files == ["/run/backstay/certctl/one.lock", "/run/backstay/certctl/two.lock"])
  }

  @Test func `work on a repository waits for its backup`() throws {
    let a = job("a", "local")
    let locks = try locks([a], upkeep: [SystemdPlans.reclaim()])
    #expect(locks.file(for: [SystemdPlans.local()]) == locks.file(for: a.shipments))
  }

  @Test func `plain copies need no lock in common`() throws {
    var a = job("a", "one")
    a.shipments[0] = a.shipments[0].with { $0.repository = .plain(recipients: []) }
    let locks = try locks([a])
    #expect(locks.files.isEmpty)
    #expect(locks.file(for: a.shipments) == nil)
  }
}
