import Diagnostics
import Schedules
import Testing

@testable import Planning
@testable import Targets

@Suite("What pgbackrest can't carry out")
struct PgBackRestCheckTests {
  private typealias Plans = PgBackRestPlans

  private func findings(_ plan: BackupPlan) -> [Diagnostic] {
    var diagnostics = Diagnostics()
    PgBackRestTarget().check(plan, &diagnostics)
    return diagnostics.all
  }

  /// The only error's text.
  private func error(_ plan: BackupPlan) -> String? {
    let errors = findings(plan).filter { $0.severity == .error }
    #expect(errors.allSatisfy { $0.code == "not-supported-by-target" && $0.span == Plans.here })
    return errors.count == 1 ? errors.first?.message.text : "\(errors.count) errors: \(errors)"
  }

  private func error(_ change: (inout PostgreSQLSource) -> Void, version: Version = Version(2, 45)) -> String? {
    error(Plans.plan([Plans.job(source: Plans.source(change))], version: version))
  }

  private func error(_ location: Location, version: Version = Version(2, 45)) -> String? {
    error(Plans.plan([Plans.job(shipments: [Plans.shipment("sink", location)])], version: version))
  }

  private func error(_ change: (inout ShipmentDraft) -> Void) -> String? {
    error(Plans.plan([Plans.job(shipments: [Plans.shipment().with(change)])]))
  }

  private func error(job change: (inout Job) -> Void) -> String? {
    var job = Plans.job()
    change(&job)
    return error(Plans.plan([job]))
  }

  @Test func theSamplesAreSilent() {
    #expect(findings(Plans.plan()).isEmpty)
    #expect(findings(Plans.plan([Plans.job(shipments: [Plans.shipment(), Plans.shipment("b", Plans.s3())])])).isEmpty)
  }

  @Test func versions() {
    #expect(
      error(Plans.plan([Plans.job(source: Plans.source { $0.serverVersion = 14 })], version: Version(2, 36)))?
        .hasPrefix("pgbackrest 2.36 is older than 2.37") == true)
    #expect(error { $0.serverVersion = 17 } == "PostgreSQL 17 needs pgbackrest 2.52, not 2.45")
    #expect(error { $0.serverVersion = 25 } == "no known version of pgbackrest supports PostgreSQL 25")
    #expect(
      error(Plans.plan { $0.pgbackrest?.systemdVersion = 246 }) == "systemd 246 is older than 247, the oldest supported"
    )
  }

  @Test func otherBackupsNeedAnotherTarget() {
    var other = Plans.job()
    other.name = Plans.text("keys")
    other.captures[0] = other.captures[0].by(.pgDump)
    let jobs = [Plans.job(), other]
    #expect(error(Plans.plan(jobs)) == "`keys` is not a physical backup, and `pgbackrest` supports no others")
    #expect(
      findings(
        Plans.plan(jobs) { $0.systemd = SystemdSettings(version: 252, bindings: [], origin: Plans.here) }
      ).isEmpty)
    #expect(error(Plans.plan([])) == "no backup has the method `pgbackrest`")
  }

  @Test func oneConfigurationHoldsOneBackup() {
    var second = Plans.job()
    second.name = Plans.text("second")
    #expect(error(Plans.plan([Plans.job(), second]))?.hasPrefix("`second` is a second physical backup") == true)
  }

  @Test func theServerIsOnThisMachine() {
    #expect(error { $0.connection = .host(Plans.text("db")) }?.contains("Unix socket") == true)
    #expect(error { $0.managed = true }?.contains("managed server") == true)
    #expect(error { $0.dataDirectory = nil } == "pgbackrest needs the server's `dataDirectory`")
    #expect(error { $0.standbyMaximumLag = 60 }?.hasSuffix("`readFrom: standby`") == true)
    #expect(error { $0.excludedTables = [Plans.text("audit")] } == "a physical backup can't exclude tables")
    #expect(error { $0.minimumTables = 2 } == "a physical backup doesn't count tables")
    #expect(error { $0.stanza = Plans.text("a/b") } == "`a/b` is not a valid stanza name")
    #expect(error { $0.stanza = Plans.text("global") } == "`global` is not a valid stanza name")
  }

  @Test func aBindingGivesTheSocket() {
    let plan = Plans.plan([Plans.job(source: Plans.source { $0.connection = .host(Plans.text("db")) })]) {
      $0.pgbackrest?.bindings = [MachineBinding(name: Plans.text("database"), object: .socket(Plans.text("/run/pg")))]
    }
    #expect(findings(plan).isEmpty)
  }

  @Test func whatAJobAsksBeside() {
    #expect(error(job: { $0.verification = .restore })?.hasSuffix("`verify: restore`") == true)
    #expect(
      error(job: { $0.extras = [Extra(key: "hooks", origin: Plans.here)] })
        == "target `pgbackrest` doesn't support `hooks`")
    #expect(error(job: { $0.captures[0] = $0.captures[0].by(.walG) })?.contains("the method `wal-g`") == true)
    #expect(error(job: { $0.name = Plans.text("pgbackrest") })?.contains("a program") == true)
    #expect(error(job: { $0.trigger = .clock([Plans.schedule("0 2 * * *")]) })?.contains("which kind") == true)
    #expect(
      error(job: { $0.trigger = .onChange(check: Plans.schedule("0 * * * *"), atLatestEvery: 86_400) })
        == "a physical backup can't use `onChange`")
    #expect(error(job: { $0.trigger = Plans.trigger(full: []) })?.contains("never makes a full") == true)
  }

  @Test func kindsThatMeetInTwoZones() throws {
    let berlin = try #require(Zone.named("Europe/Berlin"))
    let trigger = PhysicalTrigger(
      full: [Plans.schedule("0 3 * * 0", zone: berlin)], differential: [Plans.schedule("0 1 * * *")], incremental: [],
      wal: nil)
    #expect(error(job: { $0.trigger = .physical(trigger) })?.contains("another time zone") == true)
  }

  @Test func upkeep() {
    func upkeep(_ kind: UpkeepJob.Kind) -> BackupPlan {
      Plans.plan {
        $0.upkeep = [
          UpkeepJob(
            backup: Plans.text("physical"), kind: kind, schedules: [], shipments: [], deadline: 60, startWithin: 60,
            origin: Plans.here)
        ]
      }
    }
    #expect(error(upkeep(.reclaim))?.hasPrefix("pgbackrest has no separate `reclaim`") == true)
    #expect(findings(upkeep(.check(readDataPercent: 5))).map { $0.code } == ["check-reads-all"])
  }

  @Test func sinks() {
    #expect(error { $0.repository = .plain(recipients: []) } == "pgbackrest backs up only to its own repositories")
    #expect(error { $0.bestEffort = true }?.hasPrefix("`bestEffort`") == true)
    #expect(error { $0.lock = Lock(compliance: true, duration: 1, origin: Plans.here) }?.contains("compliance") == true)
    #expect(error { $0.lock = Lock(compliance: false, duration: 1, origin: Plans.here) } == "0 errors: []")
    let claim = VolumeClaim(
      name: Plans.text("c"), size: nil, storageClass: nil, accessMode: "ReadWriteOnce", origin: Plans.here)
    #expect(error(.volumeClaim(claim))?.hasPrefix("volume claims exist only in Kubernetes") == true)
    let host = SFTP(
      host: Plans.text("h"), port: 22, user: Plans.text("u"), path: Plans.text("/p"), privateKey: Plans.text("k"),
      hostKeys: [], origin: Plans.here)
    #expect(error(.sftp(host), version: Version(2, 47))?.hasPrefix("`sftp` needs pgbackrest 2.48") == true)
  }

  @Test func stores() {
    for (isEncrypted, host) in [(false, "minio"), (true, "fd00::1")] {
      let location = Plans.s3 {
        $0.endpoint = StoreAddress(text: Plans.text("as written"), isEncrypted: isEncrypted, host: host, port: 9000)
      }
      #expect(error(location)?.contains("https://host") == true)
    }
    #expect(error(Plans.s3 { $0.storageClass = Plans.text("GLACIER") }) == "pgbackrest can't set a storage class")
    #expect(error(Plans.s3 { $0.serverSideEncryption = Plans.text("AES256") })?.contains("only with a KMS key") == true)
    #expect(error(Plans.s3 { $0.credentials.expire = .instance })?.contains("one set of credentials") == true)
    #expect(error(Plans.s3 { $0.credentials.write = .key(Plans.text("k")) })?.hasPrefix("S3 needs two keys") == true)
    #expect(
      error(
        Plans.s3 {
          $0.bucket = Plans.text("a.b")
          $0.pathStyle = true
        })?.hasPrefix("a dot in a bucket name needs pgbackrest 2.58") == true)
    let azure = AzureContainer(
      account: Plans.text("a"), container: Plans.text("c"), prefix: "", credentials: StoreRoles(write: .instance),
      origin: Plans.here)
    #expect(error(.azure(azure)) == "managed identities need pgbackrest 2.58")
    #expect(error(.azure(azure), version: Version(2, 58)) == "0 errors: []")
    let gcs = GoogleBucket(
      bucket: Plans.text("c"), prefix: "",
      credentials: StoreRoles(write: .workloadIdentity(role: Plans.text("r"))), origin: Plans.here)
    #expect(error(.gcs(gcs))?.contains("Google Cloud Storage") == true)
  }

  @Test func retentionThatPgbackrestHasNot() {
    #expect(
      error { $0.retention.rule = .until(year: 2030, month: 1, day: 1) } == "pgbackrest can't keep backups until a date"
    )
    #expect(error { $0.retention.rule = Plans.keep { $0.daily = .count(7) } }?.contains("each day or week") == true)
    #expect(
      error { $0.retention.rule = .physical(fulls: 2, differentials: nil) }
        == "`fulls: 2` is less than `minimumCopies`, which is 3")
    #expect(
      error { $0.retention.rule = Plans.keep { $0.within = 13 * 86_400 } }
        == "13 days keep 2 fulls, fewer than `minimumCopies`, which is 3")
  }

  @Test func retentionByAgeKeepsACycleMore() {
    let shipment = Plans.shipment(retention: Plans.keep { $0.within = 30 * 86_400 })
    let findings = findings(Plans.plan([Plans.job(shipments: [shipment])]))
    #expect(findings.map { $0.severity } == [.advice])
    #expect(findings.map { $0.code } == ["retention-keeps-more"])
    #expect(findings.first?.message.text.contains("up to 37 days") == true)
  }
}
