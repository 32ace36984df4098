import Artifacts
import Diagnostics
import Schedules
import Testing

@testable import Planning
@testable import Targets

@Suite("pgbackrest.conf")
struct PgBackRestConfigurationTests {
  private typealias Plans = PgBackRestPlans

  private func configuration(_ plan: BackupPlan) throws -> [String] {
    let text = try file("etc/pgbackrest/pgbackrest.conf", of: plan).contents
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  private func options(of location: Location, version: Version = Version(2, 45)) throws -> [String] {
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment("sink", location)])], version: version)
    return try configuration(plan).filter { $0.hasPrefix("repo1-") }
  }

  @Test func aLocalRepository() throws {
    #expect(
      try configuration(Plans.plan()) == [
        "[global]",
        "repo1-type=posix",
        "repo1-path=/srv/backup",
        "repo1-cipher-type=aes-256-cbc",
        "repo1-bundle=y",
        "repo1-retention-full-type=count",
        "repo1-retention-full=4",
        "repo1-retention-diff=18",
        "archive-async=y",
        "spool-path=/var/spool/pgbackrest",
        "lock-path=/run/pgbackrest",
        "log-path=/var/log/pgbackrest",
        "log-level-console=info",
        "log-level-file=info",
        "process-max=2",
        "compress-type=zst",
        "start-fast=y",
        "[global:restore]",
        "cmd=/usr/local/lib/backstay/certctl/pgbackrest",
        "[global:archive-push]",
        "log-level-console=warn",
        "[global:archive-get]",
        "log-level-console=warn",
        "[certctl]",
        "pg1-path=/var/lib/postgresql/15/main",
        "pg1-port=5432",
        "pg1-socket-path=/run/postgresql",
      ])
  }

  @Test func anotherNumberThanThePolicysIsExplained() throws {
    func text(_ rule: RetentionPlan.Rule) throws -> String {
      let plan = Plans.plan([Plans.job(shipments: [Plans.shipment(retention: rule)])])
      return try file("etc/pgbackrest/pgbackrest.conf", of: plan).contents
    }
    #expect(try text(.physical(fulls: 4, differentials: 14)).contains("# repo1-retention-diff is 14 + 4: "))
    let month = try text(Plans.keep { $0.within = 30 * 86_400 })
    #expect(month.contains("# repo1-retention-full keeps 30 days and one cycle more: "))
    #expect(try !text(.forever).contains("# repo1-retention"))
  }

  @Test func onlyTheServersUserMayReadIt() throws {
    #expect(try file("etc/pgbackrest/pgbackrest.conf", of: Plans.plan()).mode == 0o640)
  }

  @Test func amazonsEndpointFollowsTheRegion() throws {
    let options = try options(of: Plans.s3())
    #expect(options.contains("repo1-s3-endpoint=s3.eu-central-1.amazonaws.com"))
    #expect(options.contains("repo1-path=/certctl"))
    #expect(options.contains("repo1-s3-key-type=shared"))
    #expect(options.contains("repo1-s3-uri-style=host"))
    #expect(!options.contains { $0.hasPrefix("repo1-s3-key=") || $0.hasPrefix("repo1-s3-key-secret=") })
  }

  @Test func anEndpointIsAHostAndAPort() throws {
    let options = try options(
      of: Plans.s3 {
        $0.endpoint = StoreAddress(
          text: Plans.text("https://minio.example:9000"), host: "minio.example", port: 9000)
        $0.pathStyle = true
        $0.credentials.write = .instance
        $0.keyID = Plans.text("key-1")
      })
    #expect(options.contains("repo1-s3-endpoint=minio.example"))
    #expect(options.contains("repo1-storage-port=9000"))
    #expect(options.contains("repo1-s3-uri-style=path"))
    #expect(options.contains("repo1-s3-key-type=auto"))
    #expect(options.contains("repo1-s3-kms-key-id=key-1"))
  }

  @Test func otherStores() throws {
    let key = StoreRoles(write: .key(Plans.text("k")))
    let gcs = try options(
      of: .gcs(GoogleBucket(bucket: Plans.text("copies"), prefix: "", credentials: key, origin: Plans.here)))
    #expect(
      gcs.starts(with: ["repo1-type=gcs", "repo1-path=/", "repo1-gcs-bucket=copies", "repo1-gcs-key-type=service"]))
    let azure = try options(
      of: .azure(
        AzureContainer(
          account: Plans.text("acme"), container: Plans.text("copies"), prefix: "", credentials: key,
          origin: Plans.here)))
    #expect(
      azure.starts(with: [
        "repo1-type=azure", "repo1-path=/", "repo1-azure-account=acme", "repo1-azure-container=copies",
      ]))
  }

  @Test func aHostBehindSSHIsKnownByItsKeys() throws {
    let host = SFTP(
      host: Plans.text("vault.example"), port: 2222, user: Plans.text("backup"), path: Plans.text("/copies"),
      privateKey: Plans.text("ssh-key"), hostKeys: [Plans.text("ssh-ed25519 AAAA")], origin: Plans.here)
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment("vault", .sftp(host))])], version: Version(2, 48))
    #expect(try configuration(plan).contains("repo1-sftp-host-key-check-type=strict"))
    #expect(
      try configuration(plan).contains("repo1-sftp-known-host=/etc/pgbackrest/backstay-certctl.known_hosts"))
    #expect(
      try file("etc/pgbackrest/backstay-certctl.known_hosts", of: plan).contents
        .hasSuffix("\n[vault.example]:2222 ssh-ed25519 AAAA\n"))
  }

  @Test func anOptionIsWrittenFromTheVersionThatKnowsIt() throws {
    func count(_ option: String, _ version: Version) throws -> Int {
      let source = Plans.source { $0.serverVersion = 14 }
      return try configuration(Plans.plan([Plans.job(source: source)], version: version)).count { $0 == option }
    }
    #expect(try count("repo1-bundle=y", Version(2, 38)) == 0)
    #expect(try count("repo1-bundle=y", Version(2, 39)) == 1)
    #expect(try count("repo1-block=y", Version(2, 45)) == 0)
    #expect(try count("repo1-block=y", Version(2, 46)) == 1)
  }

  @Test func retentionByAgeIsInWholeDays() throws {
    let rule = Plans.keep { $0.within = 29 * 86_400 + 1 }
    let lines = try configuration(Plans.plan([Plans.job(shipments: [Plans.shipment(retention: rule)])]))
    #expect(lines.contains("repo1-retention-full-type=time"))
    #expect(lines.contains("repo1-retention-full=30"))
  }

  @Test func whatNeverExpiresSaysSo() throws {
    let plan = Plans.plan([Plans.job(shipments: [Plans.shipment(cipher: nil, retention: .forever)])])
    let lines = try configuration(plan)
    #expect(lines.contains("repo1-retention-full=9999999"))
    #expect(lines.contains("repo1-cipher-type=none"))
  }
}

/// The file at `path` among those for `plan`, in which nothing is an error.
func file(_ path: String, of plan: BackupPlan) throws -> Artifact {
  var diagnostics = Diagnostics()
  PgBackRestTarget().check(plan, &diagnostics)
  let tree = PgBackRestTarget().artifacts(for: plan, &diagnostics)
  #expect(!diagnostics.hasErrors, "\(diagnostics.all)")
  return try #require(tree?.artifacts.first { $0.path == path }, "no \(path)")
}
