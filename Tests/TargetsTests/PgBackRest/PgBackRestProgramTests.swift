import Artifacts
import Diagnostics
import Testing

@testable import Planning
@testable import Targets

@Suite("Programs, server settings and folders of pgbackrest")
struct PgBackRestProgramTests {
  private typealias Plans = PgBackRestPlans

  private static let program = "usr/local/lib/backstay/certctl/pgbackrest"

  private func calls(_ plan: BackupPlan) throws -> [String] {
    let lines = try file(Self.program, of: plan).contents.split(separator: "\n").map(String.init)
    return lines.filter { $0.hasPrefix("export") && !$0.hasSuffix("{") || $0.hasPrefix("exec") }
  }

  @Test func secretsGoIntoTheEnvironment() throws {
    let plan = Plans.plan([
      Plans.job(
        source: Plans.source { $0.authentication = .password(Plans.text("database-password")) },
        shipments: [Plans.shipment(), Plans.shipment("offsite", Plans.s3(), cipher: nil)])
    ]) {
      $0.pgbackrest?.bindings = [MachineBinding(name: Plans.text("aws-id"), object: .file(Plans.text("/root/it's")))]
    }
    let folder = "/etc/backstay/secrets/certctl"
    #expect(
      try calls(plan) == [
        "export TZ=UTC",
        "export_value PGBACKREST_REPO1_CIPHER_PASS repository-passphrase \(folder)/repository-passphrase",
        #"export_value PGBACKREST_REPO2_S3_KEY aws-id '/root/it'\''s'"#,
        "export_value PGBACKREST_REPO2_S3_KEY_SECRET aws-secret \(folder)/aws-secret",
        "export_value PGPASSWORD database-password \(folder)/database-password",
        #"exec pgbackrest "$@""#,
      ])
    #expect(try file(Self.program, of: plan).mode == 0o755)
  }

  @Test func aKeyFileGoesByItsPath() throws {
    let store = GoogleBucket(
      bucket: Plans.text("copies"), prefix: "", credentials: StoreRoles(write: .key(Plans.text("key"))),
      origin: Plans.here)
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment("sink", .gcs(store), cipher: nil)])])
    #expect(try calls(plan).contains("export_path PGBACKREST_REPO1_GCS_KEY key /etc/backstay/secrets/certctl/key"))
  }

  @Test func withoutSecretsThereIsNothingToRead() throws {
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment(cipher: nil)])])
    #expect(try calls(plan) == ["export TZ=UTC", #"exec pgbackrest "$@""#])
    #expect(try !file(Self.program, of: plan).contents.contains("()"))
  }

  @Test func theServerArchivesThroughTheProgram() throws {
    let path = "etc/postgresql/15/main/conf.d/backstay-certctl.conf"
    let lines = try file(path, of: Plans.plan()).contents.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      lines == [
        "wal_level = 'replica'",
        "max_wal_senders = 10",
        "archive_mode = on",
        #"archive_command = '/usr/local/lib/backstay/certctl/pgbackrest --stanza=certctl archive-push "%p"'"#,
        "archive_timeout = 240",
      ])
  }

  @Test func theSettingsLieWithTheCluster() throws {
    let source = Plans.source { $0.dataDirectory = Plans.text("/var/lib/postgresql/15/orders") }
    _ = try file("etc/postgresql/15/orders/conf.d/backstay-certctl.conf", of: Plans.plan([Plans.job(source: source)]))
  }

  @Test(arguments: [(300, 240), (60, 45), (3600, 3540), (2, 1)])
  func partOfTheBoundIsForShipping(_ bound: Int, _ timeout: Int) {
    #expect(PgBackRestServerSettings.archiveTimeout(for: bound) == timeout)
  }

  @Test func withoutABoundSegmentsShipWhenFull() throws {
    let plan = Plans.plan([Plans.job(Plans.trigger(wal: nil))])
    #expect(
      try file("etc/postgresql/15/main/conf.d/backstay-certctl.conf", of: plan).contents
        .contains("\narchive_timeout = 0\n"))
  }

  @Test func theServersUserOwnsTheFoldersAndReadsTheSecrets() throws {
    var job = Plans.job()
    job.runAs = Plans.text("pg")
    let lines = try file("etc/tmpfiles.d/backstay-certctl-pgbackrest.conf", of: Plans.plan([job])).contents
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      lines == [
        "z /etc/pgbackrest/pgbackrest.conf 0640 root pg",
        "d /run/pgbackrest 0770 pg pg",
        "d /var/log/pgbackrest 0770 pg pg",
        "d /var/spool/pgbackrest 0770 pg pg",
        "d /etc/backstay/secrets/certctl 0750 root pg",
        "z /etc/backstay/secrets/certctl/repository-passphrase 0640 root pg",
        "d /srv/backup 0750 pg pg",
      ])
  }

  @Test func aReportThatIsNotFineFails() throws {
    let text = try file("usr/local/lib/backstay/certctl/pgbackrest-verify", of: Plans.plan()).contents
    #expect(text.contains("\ncommand . /usr/local/lib/backstay/runtime-") && text.hasSuffix("\nverify \"$@\"\n"))
    #expect(text.contains("\nprogram=/usr/local/lib/backstay/certctl/pgbackrest\n"))
  }
}
