import Diagnostics
import Formats
@testable import Planning
import Schedules
import Testing

@testable import Scripts
@testable import Targets

private typealias Plans = ScriptPlans

@Suite struct RunScriptTests {
  @Test func aDatabaseIsCapturedAndShippedInOneScript() throws {
    let job = Plans.job([Plans.database()], [Plans.shipment(Plans.folder, Plans.plain)])
    #expect(
      try scriptBody(of: Plans.script(job).wholeScript()) == [
        "begin",
        "new_server database",
        "export PGHOST=db", "export PGPORT=5432", "export PGUSER=backup", "export PGSSLMODE=verify-full",
        "password=db-password", "root_certificate=db-ca", "use_certificates=copy_certificates", "minimum_tables=1",
        "capture capture_database app",
        "new_sink offsite",
        "store=directory", "root=/mnt/copies",
        "deliver plain",
        "finish",
      ])
  }

  @Test func thePhasesShareTheWork() throws {
    let job = Plans.job([Plans.database(), Plans.files(["/etc/orders"])], [Plans.shipment(Plans.s3(), Plans.restic)])
    let script = Plans.script(job, site: Plans.container(linked: "keys"))
    let capture = try scriptBody(of: #require(script.captureScript()))
    #expect(capture.contains("export PGHOST=db.orders"))
    #expect(capture.last == "leave_items")
    let ship = try scriptBody(of: script.shipScript())
    #expect(ship.first == "take_over")
    #expect(ship.contains("new_files keys /material/keys -L"))
    #expect(ship.contains("leave_out '..*'"))
    #expect(ship.contains("capture capture_files /etc/orders"))
    #expect(!ship.contains("capture capture_database app"))
  }

  @Test func aJobWithoutDatabasesHasNoCaptureScript() throws {
    let job = Plans.job([Plans.files(["/etc/orders"])], [Plans.shipment(Plans.folder, Plans.plain)])
    #expect(Plans.script(job).captureScript() == nil)
    #expect(try scriptBody(of: Plans.script(job).shipScript()).first == "begin")
  }

  @Test func linksStayOnAMachineAndInAClaim() throws {
    let job = Plans.job(
      [Plans.files(["/etc/orders"], excluded: ["*.log"])], [Plans.shipment(Plans.folder, Plans.plain)])
    #expect(try scriptBody(of: Plans.script(job).shipScript()).contains("new_files keys '' -P"))
    let inClaim = try scriptBody(of: Plans.script(job, site: Plans.container()).shipScript())
    #expect(inClaim.contains("new_files keys /material/keys -P"))
    #expect(inClaim.contains("leave_out '*.log'"))
    #expect(!inClaim.contains("leave_out '..*'"))
  }

  @Test func namesAreQuotedAndNeverTextOfTheScript() throws {
    let database = Plans.database {
      $0.databases = .named([Plans.text("o'dd; $(reboot)")])
      $0.excludedTableData = [Plans.text("log*")]
    }
    let lines = try scriptBody(of: Plans.script(Plans.job([database], [])).wholeScript())
    #expect(lines.contains(#"capture capture_database 'o'\''dd; $(reboot)' '--exclude-table-data=log*'"#))
  }

  @Test func aNameThatNoScriptCanHoldIsRefused() {
    let job = Plans.job([Plans.files(["/etc/a\0b"])], [])
    #expect(throws: UnsayableValue.self) { try Plans.script(job).wholeScript().text }
  }

  @Test func allDatabasesAndRolesOfAManagedServer() throws {
    let database = Plans.database {
      $0.databases = .all
      $0.globals = true
      $0.managed = true
      $0.standbyMaximumLag = 60
      $0.minimumTables = 12
    }
    let lines = try scriptBody(of: Plans.script(Plans.job([database], [])).wholeScript())
    #expect(lines.contains("capture capture_all_databases"))
    #expect(lines.contains("capture capture_globals --no-role-passwords"))
    #expect(lines.contains("maximum_lag=60"))
    #expect(lines.contains("minimum_tables=12"))
  }

  @Test func aChangeIsLookedForWithRoomForALateStart() throws {
    let check = Schedule(clock: .init([]), origin: Plans.span(20))
    let job = Plans.job([Plans.files(["/etc/a"])], [], .onChange(check: check, atLatestEvery: 86_400))
    #expect(try Plans.script(job).wholeScript().text.contains("\nat_latest_every=85800\n"))
  }

  @Test func foldersComeFromTheRuntime() throws {
    let job = Plans.job([Plans.files(["/etc/a"])], [Plans.shipment(Plans.folder, Plans.restic)])
    let script = try Plans.script(job).wholeScript().text
    #expect(
      script.contains(
        "\nwork=${CACHE_DIRECTORY:?}\nsecrets=${CREDENTIALS_DIRECTORY:?}\nlock=${CACHE_DIRECTORY:?}/lock\n"))
    let inContainer = try Plans.script(job, site: Plans.container()).shipScript().text
    #expect(inContainer.contains("\nwork=/work\nsecrets=/run/secrets/backstay\n"))
    #expect(!inContainer.contains("flock"))
    let withoutSecrets = try Plans.script(Plans.job([Plans.files(["/etc/a"])], [])).wholeScript().text
    #expect(withoutSecrets.contains("\nwork=${CACHE_DIRECTORY:?}\nlock=${CACHE_DIRECTORY:?}/lock\n"))
  }

  @Test func secretsAreNamedOnceAndByPhase() {
    let job = Plans.job(
      [Plans.database(), Plans.database()],
      [Plans.shipment(Plans.s3(), Plans.restic), Plans.shipment(Plans.folder, Plans.borg)])
    #expect(Plans.script(job).captureSecrets.map { $0.value } == ["db-password", "db-ca"])
    #expect(Plans.script(job).shipSecrets.map { $0.value } == ["passphrase", "key-id", "key"])
  }
}
