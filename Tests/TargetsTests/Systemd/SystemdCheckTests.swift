import Diagnostics
import Schedules
import Testing

@testable import Planning
@testable import Targets

struct SystemdCheckTests {
  private func findings(_ plan: BackupPlan) -> [Diagnostic] {
    var diagnostics = Diagnostics()
    SystemdTarget().check(plan, &diagnostics)
    return diagnostics.all
  }

  private func findings(_ jobs: [Job]) -> [Diagnostic] { findings(SystemdPlans.plan(jobs)) }

  private func expect(_ findings: [Diagnostic], _ text: String, at span: Span) {
    #expect(findings.map(\.message.text) == [text])
    #expect(findings.first?.span == span)
    #expect(findings.first?.code == "not-supported-by-target")
    #expect(findings.first?.severity == .error)
  }

  @Test func `what systemd can do is accepted`() throws {
    #expect(try findings(SystemdPlans.everything()).isEmpty)
  }

  @Test func `systemd without credentials is too old`() throws {
    expect(
      findings(SystemdPlans.plan([try SystemdPlans.nightly()], systemd: 246)),
      "systemd 246 can't pass secrets to a service", at: SystemdPlans.span(3))
  }

  @Test func `a physical backup needs pgbackrest, which may be declared beside`() throws {
    var physical = try SystemdPlans.nightly()
    physical.captures[0] = physical.captures[0].by(.pgbackrest)
    expect(findings([physical]), "a physical backup needs the target `pgbackrest`", at: SystemdPlans.span(2))
    var plan = SystemdPlans.plan([physical])
    plan = plan.with {
      $0.pgbackrest = PgBackRestDraft(
        version: Version(2, 45), systemdVersion: 252, bindings: [], origin: SystemdPlans.span(3))
    }
    #expect(findings(plan).isEmpty)
  }

  @Test func `peer authentication needs the user that the server knows`() throws {
    var job = try SystemdPlans.nightly()
    job.captures = [SystemdPlans.database(.socket(SystemdPlans.text("/run/postgresql")), .peer)]
    expect(
      findings([job]), "`peer` authentication works only as a user that the server knows", at: SystemdPlans.span(7))
    job.runAs = SystemdPlans.text("postgres")
    #expect(findings([job]).isEmpty)
  }

  @Test func `peer authentication of our own user is fine`() throws {
    var job = try SystemdPlans.nightly()
    job.captures = [
      SystemdPlans.database(.socket(SystemdPlans.text("/run/postgresql")), .peer, user: "backstay-certctl")
    ]
    #expect(findings([job]).isEmpty)
  }

  @Test func `two users can't share a folder of copies`() throws {
    var other = try SystemdPlans.nightly()
    other.name = SystemdPlans.text("other", line: 12)
    other.runAs = SystemdPlans.text("postgres", line: 11)
    expect(
      findings([try SystemdPlans.nightly(), other]),
      "user `postgres` writes to sink `local`, but backup `nightly` writes to it as `backstay-certctl`, and neither "
        + "can read the other's copies", at: SystemdPlans.span(11))
  }

  @Test(arguments: ["/tmp/copies", "/var/tmp", "/run/x"])
  func `copies can't be where nothing lasts`(path: String) throws {
    var job = try SystemdPlans.nightly()
    job.shipments = [SystemdPlans.local(at: path)]
    expect(
      findings([job]), "`\(path)` doesn't survive a reboot, and a service has its own", at: SystemdPlans.span(5))
  }

  @Test(arguments: ["/", "/srv", "/var/lib"])
  func `the system's own folders are not given away`(path: String) throws {
    var job = try SystemdPlans.nightly()
    job.shipments = [SystemdPlans.local(at: path)]
    expect(
      findings([job]), "`\(path)` is a system folder and can't belong to one user", at: SystemdPlans.span(5))
  }

  @Test(arguments: ["post gres", "0", "%n", ""])
  func `a user's name that systemd refuses is an error`(name: String) throws {
    var job = try SystemdPlans.nightly()
    job.runAs = SystemdPlans.text(name, line: 11)
    expect(findings([job]), "`\(name)` is not a user name that systemd accepts", at: SystemdPlans.span(11))
  }

  @Test func `a name that is no part of a unit's name is an error`() throws {
    var job = try SystemdPlans.nightly()
    job.name = SystemdPlans.text("night/ly", line: 12)
    expect(findings([job]), "`night/ly` can't be part of a unit's name", at: SystemdPlans.span(12))
  }

  @Test func `a name that makes a unit's name too long is an error`() throws {
    var job = try SystemdPlans.nightly()
    job.name = SystemdPlans.text(String(repeating: "x", count: 300), line: 12)
    #expect(findings([job]).map(\.span) == [SystemdPlans.span(12)])
  }

  @Test func `a secret's file is absolute`() throws {
    var plan = SystemdPlans.plan([try SystemdPlans.nightly()])
    plan = plan.with {
      $0.systemd = SystemdPlans.settings([
        .init(name: SystemdPlans.text("passphrase"), object: .file(SystemdPlans.text("keys/p", line: 13)))
      ])
    }
    expect(findings(plan), "a secret's file must be an absolute path", at: SystemdPlans.span(13))
  }

  @Test(arguments: ["many", "-1", "0", "1e9x", "9999999Ti"])
  func `a limit that is no quantity is an error`(limit: String) throws {
    var job = try SystemdPlans.nightly()
    job.resources = RunResources(memoryLimit: SystemdPlans.text(limit, line: 14))
    expect(findings([job]), "`\(limit)` is not a limit that systemd accepts", at: SystemdPlans.span(14))
  }
}
