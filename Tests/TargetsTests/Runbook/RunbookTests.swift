import Artifacts
import Formats
import Testing

@testable import Diagnostics
@testable import Planning
@testable import Targets

@Suite struct RunbookTests {
  private func page(_ job: Job, _ change: (inout PlanDraft) -> Void = { _ in }) throws -> String {
    let plan = ScriptPlans.plan(job).with(change)
    var diagnostics = Diagnostics()
    let tree = try #require(RunbookTarget().artifacts(for: plan, &diagnostics))
    #expect(diagnostics.all.isEmpty)
    return try #require(tree.artifacts.first { $0.path == "machine.md" }).contents
  }

  private func job(_ captures: [Capture], _ shipments: Shipment...) -> Job { ScriptPlans.job(captures, shipments) }

  private let local = ScriptPlans.database { $0.connection = .socket(ScriptPlans.text("/run/pg")) }

  @Test func isThereForEveryTargetThatRunsBackups() {
    let plan = ScriptPlans.plan(job([local], ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain)))
    #expect(RunbookTarget().isDeclared(in: plan))
    #expect(!RunbookTarget().isDeclared(in: plan.with { $0.systemd = nil }))
    #expect(!RunbookTarget().runsBackups)
  }

  @Test func hasNoPageForAClusterWithoutBackups() {
    let settings = ClusterDraft(
      namespace: ScriptPlans.text("x"), version: Version(1, 29), origin: ScriptPlans.span(0))
    let shipment = ScriptPlans.shipment(ScriptPlans.folder, .pgbackrest(cipher: nil))
    let plan = ScriptPlans.plan(job([local.by(.pgbackrest)], shipment)).with { $0.helm = settings }
    #expect(RunbookSite.all(of: plan).map { $0.fileName } == ["machine.md"])
    let dumped = ScriptPlans.plan(job([local], shipment)).with { $0.helm = settings }
    #expect(RunbookSite.all(of: dumped).map { $0.fileName } == ["machine.md", "helm.md"])
  }

  @Test func opensWhatIsReachedThroughANetworkFirst() throws {
    let disk = ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain).with { $0.sink = ScriptPlans.text("disk") }
    let spare = ScriptPlans.shipment(ScriptPlans.s3(), ScriptPlans.restic).with {
      $0.sink = ScriptPlans.text("spare")
      $0.bestEffort = true
    }
    let sinks = RunbookSink.all(of: [
      job([local], spare, disk, ScriptPlans.shipment(ScriptPlans.s3(), ScriptPlans.restic))
    ])
    #expect(sinks.map { $0.name } == ["offsite", "disk", "spare"])
  }

  @Test func takesTheNewestOfSeveralBackups() {
    var weekly = job([local], ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain))
    weekly.name = ScriptPlans.text("weekly")
    let nightly = job([local], ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain))
    let items = RunbookSink.all(of: [nightly, weekly])[0].items
    #expect(items.map { $0.words } == [["database", "app.dump", "app", "nightly", "weekly"]])
  }

  @Test(arguments: [("a b", "a%20b"), ("ä", "%C3%A4"), ("..", "%2E%2E"), ("A-z_0.9", "A-z_0.9"), ("\u{1}", "%01")])
  func namesCopiesAsTheScriptsDo(name: String, encoded: String) { #expect(CopyName.encoded(name) == encoded) }

  @Test(arguments: [
    (30, "30 seconds"), (120, "2 minutes"), (91_800, "25 hours 30 minutes"), (90_001, "25 hours 1 minute"),
    (3599 + 86_400, "24 hours 60 minutes"), (172_800, "2 days"), (180_000, "2 days 2 hours"), (259_199, "3 days"),
    (60, "60 seconds"), (3600, "1 hour"),
  ])
  func saysNoBoundTooLow(seconds: Int, words: String) {
    #expect(DurationWords.text(seconds) == (words == "24 hours 60 minutes" ? "25 hours" : words))
  }

  @Test func usersTextIsNoMarkup() throws {
    let text = try page(job([local], ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain))) {
      $0.owner = ScriptPlans.text("`<script>`")
      $0.restore = RestoreSteps(before: [.init(text: ScriptPlans.text("1. *Stop* <b>all</b>"), isStatement: false)])
    }
    #expect(text.contains("`` `<script>` `` owns this policy"))
    #expect(text.contains(#"1. 1\. \*Stop\* \<b\>all\</b\>"#))
  }

  @Test func aStatementIsOneWord() throws {
    let text = try page(job([local], ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain))) {
      $0.restore = RestoreSteps(after: [.init(text: ScriptPlans.text("SELECT 'it'; -- $(id)"), isStatement: true)])
    }
    #expect(text.contains(#"(export PGDATABASE=app && sql --command='SELECT '\''it'\''; -- $(id)') &&"#))
  }

  @Test func aStatementForOneOfSeveralDatabasesIsNotGuessed() throws {
    let several = ScriptPlans.database {
      $0.connection = .socket(ScriptPlans.text("/run/pg"))
      $0.databases = .named([ScriptPlans.text("a"), ScriptPlans.text("b")])
    }
    let text = try page(job([several], ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain))) {
      $0.restore = RestoreSteps(after: [.init(text: ScriptPlans.text("TRUNCATE x"), isStatement: true)])
    }
    #expect(text.contains("```text\nTRUNCATE x\n```"))
  }

  @Test func aServerElsewhereIsReachedByThePolicysUser() throws {
    let text = try page(job([ScriptPlans.database()], ScriptPlans.shipment(ScriptPlans.folder, ScriptPlans.plain)))
    #expect(text.contains("export PGHOST=db\n"))
    #expect(text.contains("PGPASSWORD=$(cat /etc/backstay/secrets/orders/db-password) && export PGPASSWORD"))
    #expect(text.contains("export PGSSLMODE=verify-full"))
    #expect(!text.contains("chown -R postgres") && !text.contains("  set_login backup"))
  }

  @Test func aKeyWithoutSecretIsAskedFor() throws {
    let age = RepositoryPlan.plain(recipients: [ScriptPlans.text("age1x")])
    let text = try page(job([local], ScriptPlans.shipment(ScriptPlans.folder, age)))
    #expect(text.contains("put it in `/var/tmp/restore-orders/offsite.identity`"))
    #expect(text.contains("have /var/tmp/restore-orders/offsite.identity &&"))
  }

  @Test func readersCredentialsAreUsed() throws {
    let s3 = ScriptPlans.s3 {
      $0.credentials.read = .accessKey(id: ScriptPlans.text("read-id"), secret: ScriptPlans.text("read-key"))
    }
    let text = try page(job([local], ScriptPlans.shipment(s3, ScriptPlans.plain)))
    #expect(text.contains("AWS_ACCESS_KEY_ID=$(cat /etc/backstay/secrets/orders/read-id)"))
    #expect(!text.contains("secrets/orders/key-id)"))
  }
}
