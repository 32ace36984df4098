import Diagnostics
@testable import Planning
import Schedules
import Testing

@testable import Scripts
@testable import Targets

private typealias Plans = ScriptPlans

@Suite struct UnsupportedTests {
  @Test func everythingThatScriptsDoIsAccepted() {
    let age = RepositoryPlan.plain(recipients: [Plans.text("age1x")])
    let pairs: [(Location, RepositoryPlan)] = [
      (Plans.s3(), Plans.plain), (Plans.s3(), age), (Plans.s3(), Plans.restic), (Plans.folder, Plans.plain),
      (Plans.folder, age), (Plans.folder, Plans.restic), (Plans.folder, Plans.borg), (Plans.sftp(), Plans.restic),
    ]
    let shipments = pairs.map { Plans.shipment($0.0, $0.1) }
    let job = Plans.job([Plans.database(), Plans.files(["/etc/a"], excluded: ["*.log"])], shipments)
    #expect(Plans.script(job).unsupported() == [])
  }

  @Test func physicalCapturesRetentionAndRepositories() {
    let capture = Plans.database().by(.pgbackrest)
    let shipment = Plans.shipment(Plans.folder, .pgbackrest(cipher: nil), .physical(fulls: 3, differentials: nil))
    let found = Plans.script(Plans.job([capture], [shipment])).unsupported()
    #expect(found.map { $0.span } == [Plans.span(2), Plans.span(11), Plans.span(10)])
    #expect(found[0].message.text == "generated scripts don't support the method `pgbackrest`")
  }

  @Test func extrasAndRestores() {
    var job = Plans.job([Plans.database()], [])
    job.extras = [Extra(key: "hooks", origin: Plans.span(30))]
    job.verification = .restore
    let found = Plans.script(job).unsupported()
    #expect(found.map { $0.span } == [Plans.span(30), Plans.span(12)])
    #expect(found[0].message.text == "generated scripts don't support `hooks`")
  }

  @Test func aDatabaseThatIsCapturedOnChange() {
    let check = Schedule(clock: ClockSchedule([]), origin: Plans.span(31))
    let job = Plans.job([Plans.database(), Plans.files(["/a"])], [], .onChange(check: check, atLatestEvery: 3600))
    #expect(Plans.script(job).unsupported().map { $0.span } == [Plans.span(31)])
  }

  @Test(arguments: ["cache/*", "", "a\nb"]) func aPatternThatIsNoName(_ pattern: String) {
    let job = Plans.job([Plans.files(["/a"], excluded: [pattern])], [])
    #expect(Plans.script(job).unsupported().map { $0.span } == [Plans.span(3)])
  }

  @Test func repositoriesThatAPlaceCannotHold() {
    expect([(Plans.sftp(), Plans.plain), (Plans.s3(), Plans.borg), (Plans.sftp(), Plans.borg)], at: 10)
  }

  @Test func placesThatASiteDoesNotHave() {
    let claim = Location.volumeClaim(
      VolumeClaim(name: Plans.text("c"), size: nil, storageClass: nil, accessMode: "", origin: Plans.span(32)))
    expect([(claim, Plans.plain)], at: 32)
    expect([(Plans.folder, Plans.plain)], at: 9, site: Plans.container())
    expect([(Plans.sftp(), Plans.restic)], at: 8, site: Plans.container())
    let identity = Plans.s3 { $0.credentials.write = .workloadIdentity(role: nil) }
    expect([(identity, Plans.restic)], at: 5)
    let inContainer = Plans.script(
      Plans.job([], [Plans.shipment(identity, Plans.restic), Plans.shipment(claim, Plans.borg)]),
      site: Plans.container())
    #expect(inContainer.unsupported() == [])
  }

  @Test func encryptionByTheStoreUnderRestic() {
    expect([(Plans.s3 { $0.serverSideEncryption = Plans.text("AES256", 33) }, Plans.restic)], at: 33)
    expect([(Plans.s3 { $0.keyID = Plans.text("alias/x", 34) }, Plans.restic)], at: 34)
  }

  @Test func aLockThatNoScriptCanCheck() {
    let lock = Lock(compliance: false, duration: 1, origin: Plans.span(35))
    let shipments = [
      Plans.shipment(Plans.s3(), Plans.restic, lock: lock), Plans.shipment(Plans.s3(), Plans.plain, lock: lock),
    ]
    #expect(Plans.script(Plans.job([], shipments)).unsupported().map { $0.span } == [Plans.span(35)])
  }

  @Test func aHostThatIsTrustedOnFirstUse() {
    expect([(Plans.sftp { $0.hostKeys = [] }, Plans.restic)], at: 8)
    expect([(Plans.sftp { $0.hostKeys = [Plans.text("ssh-ed25519 A\n* ssh-ed25519 B", 36)] }, Plans.restic)], at: 36)
  }

  @Test(arguments: ["a b", "a\nProxyCommand reboot", "", "%h", "\"a"])
  func aHostThatWouldBeMoreThanAName(_ host: String) {
    expect([(Plans.sftp { $0.host = Plans.text(host, 37) }, Plans.restic)], at: 37)
  }

  @Test func credentialsOfAnotherStore() {
    let azure = AzureContainer(
      account: Plans.text("a"), container: Plans.text("b"), prefix: "", credentials: StoreRoles(write: .instance),
      origin: Plans.span(38))
    let gcs = GoogleBucket(
      bucket: Plans.text("b"), prefix: "",
      credentials: StoreRoles(write: .accessKey(id: Plans.text("a"), secret: Plans.text("b"))), origin: Plans.span(38))
    expect([(.azure(azure), Plans.restic), (.gcs(gcs), Plans.restic)], at: 38)
    expect([(Plans.s3 { $0.credentials.write = .key(Plans.text("k")) }, Plans.plain)], at: 5)
  }

  @Test func rolesThatAStoreDoesNotTellApart() {
    let keys = [StoreAccess.key(Plans.text("w")), .key(Plans.text("other"))]
    for roles in [StoreRoles(write: keys[0], expire: keys[1]), StoreRoles(write: keys[0], read: keys[1])] {
      let gcs = GoogleBucket(bucket: Plans.text("b"), prefix: "", credentials: roles, origin: Plans.span(39))
      let azure = AzureContainer(
        account: Plans.text("a"), container: Plans.text("b"), prefix: "", credentials: roles, origin: Plans.span(39))
      expect([(.gcs(gcs), Plans.restic), (.azure(azure), Plans.restic)], at: 39)
    }
  }

  /// Expects of each pair exactly one refusal, at a place, by a backup and by work on its repository alike.
  private func expect(_ pairs: [(Location, RepositoryPlan)], at number: Int, site: ScriptSite? = nil) {
    for pair in pairs {
      let shipment = Plans.shipment(pair.0, pair.1)
      #expect(Plans.script(Plans.job([], [shipment]), site: site).unsupported().map { $0.span } == [Plans.span(number)])
      let upkeep = Plans.upkeep(.reclaim, [shipment])
      let found = RunScript.unsupported(upkeep, site: site ?? Plans.machine)
      #expect(found.map { $0.span } == [Plans.span(number)])
    }
  }
}
