import Artifacts
import Diagnostics
import Testing

@testable import Planning
@testable import Targets

struct SystemdTargetTests {
  private func files(_ plan: BackupPlan) throws -> [String: Artifact] {
    var diagnostics = Diagnostics()
    let tree = try #require(SystemdTarget().artifacts(for: plan, &diagnostics))
    #expect(diagnostics.isEmpty)
    return Dictionary(uniqueKeysWithValues: tree.artifacts.map { ($0.path, $0) })
  }

  private func unit(_ name: String, of plan: BackupPlan) throws -> [String] {
    let files = try files(plan)
    let file = try #require(files["etc/systemd/system/backstay-certctl-\(name)"])
    return file.contents.split(separator: "\n").map(String.init)
  }

  @Test func `the tree mirrors the machine's root`() throws {
    let plan = SystemdPlans.plan([try SystemdPlans.nightly()], upkeep: [try SystemdPlans.reclaim()])
    #expect(
      try files(plan).keys.filter { !$0.contains("/runtime-") }.sorted() == [
        "etc/systemd/system/backstay-certctl-failure@.service",
        "etc/systemd/system/backstay-certctl-nightly-reclaim.service",
        "etc/systemd/system/backstay-certctl-nightly-reclaim.timer",
        "etc/systemd/system/backstay-certctl-nightly.service",
        "etc/systemd/system/backstay-certctl-nightly.timer",
        "etc/sysusers.d/backstay-certctl.conf",
        "etc/tmpfiles.d/backstay-certctl.conf",
        "usr/local/lib/backstay/certctl/failure@",
        "usr/local/lib/backstay/certctl/nightly",
        "usr/local/lib/backstay/certctl/nightly-reclaim",
      ])
  }

  @Test func `programs are executable, everything names the policy file first`() throws {
    for (path, file) in try files(SystemdPlans.everything()) {
      let isProgram = path.hasPrefix("usr/local/lib/") && !path.contains("/runtime-")
      #expect(file.mode == (isProgram ? 0o755 : 0o644))
      if path.hasPrefix("etc/") || path.hasSuffix("failure@") {
        #expect(file.contents.split(separator: "\n").prefix(2).contains { $0.contains("from policy.yaml") })
      }
    }
  }

  @Test func `a run ends at its deadline and reports its failure`() throws {
    let lines = try unit("nightly.service", of: SystemdPlans.plan([SystemdPlans.nightly()]))
    for line in [
      "Type=oneshot", "TimeoutStartSec=3600", "ExecStart=/usr/local/lib/backstay/certctl/nightly",
      "OnFailure=backstay-certctl-failure@%n.service", "RequiresMountsFor=/srv/backup/certctl",
      "ExecStartPost=-/bin/rm -f /var/lib/backstay/certctl/failed/%n", "User=backstay-certctl",
      "CacheDirectory=backstay/certctl/nightly", "CacheDirectoryMode=0700",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(!lines.contains("[Install]"))
  }

  @Test func `secrets come from the policy's folder or the binding's file, each once`() throws {
    var plan = SystemdPlans.plan([])
    plan = plan.with {
      $0.systemd = SystemdPlans.settings([
        .init(name: SystemdPlans.text("a"), object: .file(SystemdPlans.text("/etc/a.key")))
      ])
    }
    let machine = SystemdMachine(plan: plan, settings: try #require(plan.systemd))
    #expect(
      machine.credentials([SystemdPlans.text("a"), SystemdPlans.text("b"), SystemdPlans.text("a")]) == [
        .init(name: "a", file: "/etc/a.key"), .init(name: "b", file: "/etc/backstay/secrets/certctl/b"),
      ])
  }

  @Test func `a server on this machine is up before a run at boot`() throws {
    let lines = try unit("nightly.service", of: SystemdPlans.plan([SystemdPlans.nightly()]))
    #expect(lines.contains("After=network-online.target postgresql.service postgresql-15.service"))
    #expect(lines.contains("IPAddressAllow=127.0.0.1"))
  }

  @Test func `a binding moves the server elsewhere`() throws {
    var plan = SystemdPlans.plan([try SystemdPlans.nightly()])
    plan = plan.with {
      $0.systemd = SystemdPlans.settings([
        .init(name: SystemdPlans.text("database"), object: .host(SystemdPlans.text("db")))
      ])
    }
    let lines = try unit("nightly.service", of: plan)
    #expect(lines.contains("After=network-online.target"))
    #expect(!lines.contains { $0.hasPrefix("IPAddress") })
  }

  @Test func `a run without network gets none`() throws {
    let lines = try unit("roles.service", of: SystemdPlans.everything())
    #expect(lines.contains("PrivateNetwork=yes") && lines.contains("User=postgres"))
    #expect(lines.contains("SupplementaryGroups=backstay-certctl"))
    #expect(!lines.contains { $0.hasPrefix("Wants=") })
  }

  @Test func `low priority and limits are said in systemd's keys`() throws {
    let lines = try unit("roles.service", of: SystemdPlans.everything())
    for line in ["Nice=10", "IOSchedulingClass=best-effort", "MemoryMax=1073741824", "CPUQuota=150%"] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test func `files are read with one capability`() throws {
    let plan = SystemdPlans.plan([try SystemdPlans.keys()])
    #expect(try unit("keys.service", of: plan).contains("AmbientCapabilities=CAP_DAC_READ_SEARCH"))
  }

  @Test func `changes start the service beside the timer's checks`() throws {
    let plan = SystemdPlans.plan([try SystemdPlans.keys()])
    let path = try unit("keys.path", of: plan)
    #expect(path.contains("PathChanged=/etc/certctl/ca.key") && path.contains("PathChanged=/etc/certctl/scep"))
    #expect(path.contains("Unit=backstay-certctl-keys.service") && path.contains("WantedBy=paths.target"))
    #expect(try unit("keys.timer", of: plan).contains("OnCalendar=*-*-* *:00:00 UTC"))
    #expect(try unit("keys.service", of: plan).contains("StartLimitIntervalSec=0"))
  }

  @Test func `a manual backup has no timer`() throws {
    let plan = SystemdPlans.plan([SystemdPlans.job("m", [SystemdPlans.database()], .manual, [SystemdPlans.local()])])
    let paths = try files(plan).keys
    #expect(paths.contains("etc/systemd/system/backstay-certctl-m.service"))
    #expect(!paths.contains("etc/systemd/system/backstay-certctl-m.timer"))
  }

  @Test func `folders belong to the user that writes them`() throws {
    let text = try #require(try files(SystemdPlans.everything())["etc/tmpfiles.d/backstay-certctl.conf"]?.contents)
    for line in [
      "d /etc/backstay/secrets/certctl 0700 root root -", "d /srv/backup/roles 0700 postgres - -",
      "f /run/backstay/certctl/local.lock 0660 root backstay-certctl -",
    ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
  }

  @Test func `a folder that other sinks stand in for is not made at boot in place of its disk`() throws {
    let text = try #require(try files(SystemdPlans.everything())["etc/tmpfiles.d/backstay-certctl.conf"]?.contents)
    #expect(text.contains("\n#   install -d -m 0700 -o backstay-certctl /srv/backup/certctl\n"))
    #expect(!text.contains("\nd /srv/backup/certctl "))
    var plan = SystemdPlans.plan([try SystemdPlans.keys()])
    #expect(try unit("keys.service", of: plan).contains { $0.hasPrefix("After=") && $0.contains("remote-fs.target") })
    plan = plan.with { $0.systemd = SystemdPlans.settings(systemd: 256) }
    #expect(try unit("keys.service", of: plan).contains("WantsMountsFor=/srv/backup/certctl"))
  }

  @Test func `physical backups are left to pgbackrest`() throws {
    var physical = try SystemdPlans.nightly()
    physical.captures[0] = physical.captures[0].by(.pgbackrest)
    #expect(try files(SystemdPlans.plan([physical])).isEmpty)
  }

  @Test func `two parts of one name are a finding`() throws {
    var diagnostics = Diagnostics()
    let rival = SystemdPlans.job(
      "nightly-reclaim", [SystemdPlans.database()], .manual, [SystemdPlans.local()])
    let plan = SystemdPlans.plan([try SystemdPlans.nightly(), rival], upkeep: [try SystemdPlans.reclaim()])
    #expect(SystemdTarget().artifacts(for: plan, &diagnostics) == nil)
    #expect(diagnostics.all.first?.span == SystemdPlans.span(4))
    #expect(
      diagnostics.all.first?.message.text
        == "two parts of the policy would both write `etc/systemd/system/backstay-certctl-nightly-reclaim.service`")
  }
}
