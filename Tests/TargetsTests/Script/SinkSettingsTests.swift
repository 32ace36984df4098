import Diagnostics
@testable import Planning
import Schedules
import Testing

@testable import Scripts
@testable import Targets

private typealias Plans = ScriptPlans

@Suite struct SinkSettingsTests {
  @Test func resticInABucketOfAmazon() throws {
    #expect(
      try lines(Plans.shipment(Plans.s3(), Plans.restic)) == [
        "store=s3", "region=eu-central-1", "write_id=key-id", "write_secret=key", "passphrase=passphrase",
        "repository=s3:https://s3.eu-central-1.amazonaws.com/bucket/pre",
      ])
  }

  @Test func resticInACompatibleStoreWithRolesOfItsOwn() throws {
    let location = Plans.s3 {
      $0.endpoint = StoreAddress(text: Plans.text("https://s3.example.net"), host: "s3.example.net")
      $0.region = nil
      $0.prefix = ""
      $0.pathStyle = true
      $0.storageClass = Plans.text("STANDARD_IA")
      $0.credentials.expire = .accessKey(id: Plans.text("expire-id"), secret: Plans.text("expire-key"))
    }
    #expect(
      try lines(Plans.shipment(location, Plans.restic)) == [
        "store=s3", "endpoint=https://s3.example.net", "path_style=yes", "storage_class=STANDARD_IA",
        "write_id=key-id", "write_secret=key", "expire_id=expire-id", "expire_secret=expire-key",
        "passphrase=passphrase", "repository=s3:https://s3.example.net/bucket",
      ])
  }

  @Test func plainInALockedBucket() throws {
    let location = Plans.s3 {
      $0.serverSideEncryption = Plans.text("aws:kms")
      $0.keyID = Plans.text("alias/backup")
      $0.credentials.write = .instance
    }
    let lock = Lock(compliance: true, duration: 1_209_600, origin: Plans.span(0))
    #expect(
      try lines(Plans.shipment(location, Plans.plain, lock: lock)) == [
        "store=s3", "region=eu-central-1", "bucket=bucket", "prefix=pre/", "encryption=aws:kms",
        "key_id=alias/backup", "lock_mode=COMPLIANCE", "lock_seconds=1209600",
      ])
  }

  @Test func resticBehindSSHNamesNoHostInTheRepository() throws {
    #expect(
      try lines(Plans.shipment(Plans.sftp(), Plans.restic)) == [
        "store=sftp", "host=store.example.net", "port=22", "user=backup", "private_key=ssh-key",
        "host_keys='ssh-ed25519 AAAA'", "passphrase=passphrase", "repository=sftp:sink:/copies",
      ])
  }

  @Test func resticInTheOtherClouds() throws {
    let key = StoreRoles(write: .key(Plans.text("account-key")))
    let gcs = GoogleBucket(bucket: Plans.text("b"), prefix: "p", credentials: key, origin: Plans.span(0))
    #expect(try lines(Plans.shipment(.gcs(gcs), Plans.restic)).contains("repository=gs:b:/p"))
    let azure = AzureContainer(
      account: Plans.text("ours"), container: Plans.text("b"), prefix: "p", credentials: key, origin: Plans.span(0))
    #expect(
      try lines(Plans.shipment(.azure(azure), Plans.restic)) == [
        "store=azure", "account=ours", "store_key=account-key", "passphrase=passphrase", "repository=azure:b:/p",
      ])
  }

  @Test func aClaimIsAFolderOfTheContainer() throws {
    let claim = VolumeClaim(
      name: Plans.text("c"), size: nil, storageClass: nil, accessMode: "ReadWriteOnce", origin: Plans.span(0))
    #expect(
      try lines(Plans.shipment(.volumeClaim(claim), Plans.borg), site: Plans.container()) == [
        "store=directory", "root=/sink/offsite", "passphrase=passphrase",
      ])
  }

  @Test func rulesAndTheFloor() throws {
    var keep = Keep()
    keep.within = 2_592_000
    keep.daily = .count(31)
    keep.yearly = .unlimited
    #expect(
      try lines(Plans.shipment(Plans.folder, Plans.plain, .keep(keep))) == [
        "store=directory", "root=/mnt/copies", "expiry=keep", "within=2592000", "daily=31", "yearly=999999",
        "minimum_copies=3", "reclaim=yes",
      ])
    #expect(
      try lines(Plans.shipment(Plans.folder, Plans.plain, .until(year: 2038, month: 3, day: 1))) == [
        "store=directory", "root=/mnt/copies", "expiry='until'", "until=20380301", "minimum_copies=3", "reclaim=yes",
      ])
  }

  @Test func nothingExpiresWithoutARule() throws {
    for rule in [RetentionPlan.Rule.forever, .external, .keep(Keep())] {
      let settings = try lines(Plans.shipment(Plans.folder, Plans.plain, rule))
      #expect(settings == ["store=directory", "root=/mnt/copies"])
    }
  }

  @Test func upkeepThatReclaimsTakesThatFromTheRun() throws {
    var keep = Keep()
    keep.last = .count(7)
    let shipment = Plans.shipment(Plans.folder, Plans.restic, .keep(keep))
    #expect(try lines(shipment).contains("reclaim=yes"))
    #expect(try !lines(shipment, upkeep: [Plans.upkeep(.reclaim, [shipment])]).contains("reclaim=yes"))
    #expect(try lines(shipment, upkeep: [Plans.upkeep(.check(readDataPercent: 5), [shipment])]).contains("reclaim=yes"))
  }

  @Test func upkeepLooksAfterEachSink() throws {
    let shipments = [Plans.shipment(Plans.folder, Plans.restic), Plans.shipment(Plans.folder, Plans.borg)]
    let plan = Plans.plan(Plans.job([], shipments))
    let check = Plans.upkeep(.check(readDataPercent: 5), shipments)
    let lines = try scriptBody(of: RunScript.upkeepScript(check, plan: plan, site: Plans.machine))
    #expect(lines.contains("look_after check_restic 5"))
    #expect(lines.contains("look_after check_borg 5"))
    let reclaim = Plans.upkeep(.reclaim, shipments)
    let script = RunScript.upkeepScript(reclaim, plan: plan, site: Plans.machine)
    #expect(try scriptBody(of: script).contains("look_after reclaim_borg"))
    #expect(try script.text.contains("\nlongest_run=70\n"))
  }

  /// The settings of the only sink of a job.
  private func lines(
    _ shipment: Shipment, upkeep: [UpkeepJob] = [], site: ScriptSite? = nil
  ) throws -> [String] {
    let job = Plans.job([Plans.files(["/etc/a"])], [shipment])
    let lines = try scriptBody(of: Plans.script(job, upkeep: upkeep, site: site).shipScript())
    let start = try #require(lines.firstIndex(of: "new_sink offsite"))
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("deliver ") })
  }
}
