import Artifacts
import Diagnostics
import Schedules
import Testing

@testable import Planning
@testable import Targets

@Suite("Timers and services of pgbackrest")
struct PgBackRestUnitsTests {
  private typealias Plans = PgBackRestPlans

  private func units(_ plan: BackupPlan) throws -> [String] {
    var diagnostics = Diagnostics()
    let tree = try #require(PgBackRestTarget().artifacts(for: plan, &diagnostics))
    let prefix = "etc/systemd/system/backstay-certctl-physical-"
    return tree.artifacts.filter { $0.path.hasPrefix(prefix) }.map { String($0.path.dropFirst(prefix.count)) }
  }

  private func unit(_ name: String, _ plan: BackupPlan) throws -> [String] {
    try file("etc/systemd/system/backstay-certctl-physical-\(name)", of: plan).contents.split(separator: "\n")
      .map(String.init)
  }

  @Test func eachKindAndRepositoryHasItsOwn() throws {
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment(), Plans.shipment("offsite", Plans.s3())])])
    let kinds = ["differential", "full", "incremental", "verify"]
    let expected = ["local", "offsite"].flatMap { sink in
      kinds.flatMap { ["\(sink)-\($0).service", "\(sink)-\($0).timer"] }
    }
    #expect(try units(plan) == (["check.service", "check.timer"] + expected + ["stanza.service"]).sorted())
    let command = try #require(try unit("offsite-full.service", plan).first { $0.hasPrefix("ExecStart=") })
    #expect(
      command.hasSuffix("/certctl/pgbackrest --stanza=certctl --repo=2 --type=full backup"))
    #expect(command.hasPrefix("ExecStart=/usr/bin/flock --exclusive /run/pgbackrest/backstay-certctl.flock "))
  }

  @Test func theWatchOfLogGoesOnWhileBackupsRest() throws {
    var job = Plans.job()
    job.suspended = true
    let plan = Plans.plan([job]) { $0.pgbackrest?.metrics = Plans.text("/var/lib/node_exporter") }
    #expect(try unit("local-full.timer", plan).contains("ConditionPathExists=!/"))
    let watch = try unit("wal.timer", plan)
    #expect(!watch.contains("ConditionPathExists=!/"))
    #expect(watch.contains("OnCalendar=*-*-* *:*:00 UTC") && watch.contains("Persistent=false"))
    #expect(try unit("wal.service", plan).contains("PrivateNetwork=yes"))
    #expect(try unit("local-full.service", plan).contains { $0.hasPrefix("ExecStartPost=/usr/local/lib/backstay/") })
  }

  @Test func nothingIsWatchedWithoutABoundOrSomebodyToTell() throws {
    let unbound = Plans.plan([Plans.job(Plans.trigger(wal: nil))]) {
      $0.pgbackrest?.metrics = Plans.text("/var/lib/node_exporter")
    }
    for plan in [unbound, Plans.plan()] { #expect(try !units(plan).contains("wal.timer")) }
    #expect(try !unit("local-full.service", Plans.plan()).contains { $0.hasPrefix("ExecStartPost=/usr") })
  }

  @Test func aMissingDiskStopsNoOtherRepository() throws {
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment(), Plans.shipment("offsite", Plans.s3())])])
    for name in ["offsite-full.service", "offsite-verify.service"] {
      #expect(try !unit(name, plan).contains { $0.contains("/srv/backup") }, "\(name)")
    }
    for name in ["local-full.service", "stanza.service", "check.service"] {
      #expect(try unit(name, plan).contains("RequiresMountsFor=/srv/backup"), "\(name)")
    }
  }

  @Test func theHigherKindReplacesTheLower() throws {
    func lines(_ name: String) throws -> [String] {
      let trigger = Plans.trigger(full: ["0 0 * * 0"], differential: ["0 0 * * *"], incremental: ["0 */12 * * *"])
      return try unit("local-\(name).timer", Plans.plan([Plans.job(trigger)])).filter { $0.hasPrefix("OnCalendar=") }
    }
    #expect(try lines("full") == ["OnCalendar=Sun *-*-* 00:00:00 UTC"])
    #expect(try lines("differential") == ["OnCalendar=Mon..Sat *-*-* 00:00:00 UTC"])
    #expect(try lines("incremental") == ["OnCalendar=*-*-* 12:00:00 UTC"])
  }

  @Test func aKindThatIsAlwaysReplacedHasNoUnits() throws {
    let trigger = Plans.trigger(full: ["0 2 * * *"], differential: ["0 2 * * 0"], incremental: [])
    #expect(
      try units(Plans.plan([Plans.job(trigger)])).filter { $0.hasPrefix("local-") } == [
        "local-full.service", "local-full.timer", "local-verify.service", "local-verify.timer",
      ])
  }

  @Test func aSinksOwnScheduleReplacesTheJobs() throws {
    let offsite = Plans.shipment("offsite", Plans.s3()).with {
      $0.trigger = Plans.trigger(full: ["0 4 1 * *"], differential: [], incremental: [], wal: 120)
    }
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment(), offsite])])
    #expect(try unit("offsite-full.timer", plan).contains("OnCalendar=*-*-01 04:00:00 UTC"))
    #expect(
      try units(plan).filter { $0.hasPrefix("offsite-") && $0.hasSuffix(".timer") } == [
        "offsite-full.timer", "offsite-verify.timer",
      ])
    let settings = "etc/postgresql/15/main/conf.d/backstay-certctl.conf"
    #expect(try file(settings, of: plan).contents.contains("\narchive_timeout = 90\n"))
  }

  @Test func manualHasServicesAndNoTimersOfBackups() throws {
    let units = try units(Plans.plan([Plans.job(.manual)])).filter { $0.hasPrefix("local-") && !$0.contains("verify") }
    #expect(units == ["local-differential.service", "local-full.service", "local-incremental.service"])
  }

  @Test func theServersSharedMemoryStays() throws {
    let values = try unit("local-full.service", Plans.plan()).filter { $0.hasPrefix("RemoveIPC=") }
    #expect(values.last == "RemoveIPC=no")
  }

  @Test func aFailedStanzaStopsNoBackup() throws {
    let lines = try unit("local-full.service", Plans.plan())
    #expect(lines.contains("Wants=backstay-certctl-physical-stanza.service"))
    #expect(lines.contains("After=backstay-certctl-physical-stanza.service"))
    #expect(!lines.contains { $0.hasPrefix("Requires=") || $0.hasPrefix("BindsTo=") })
  }

  @Test func verifyFollowsThePolicysUpkeep() throws {
    let plan = Plans.plan {
      $0.upkeep = [
        UpkeepJob(
          backup: Plans.text("physical"), kind: .check(readDataPercent: 100),
          schedules: [Plans.schedule("0 5 1 * *")], shipments: [Plans.shipment()], deadline: 1234, startWithin: 60,
          origin: Plans.here)
      ]
    }
    #expect(try unit("local-verify.timer", plan).contains("OnCalendar=*-*-01 05:00:00 UTC"))
    #expect(try unit("local-verify.service", plan).contains("TimeoutStartSec=1234"))
  }

  @Test func anOlderVersionVerifiesNothing() throws {
    let source = Plans.source { $0.serverVersion = 14 }
    let units = try units(Plans.plan([Plans.job(source: source)], version: Version(2, 38)))
    #expect(!units.contains { $0.contains("verify") })
  }
}
