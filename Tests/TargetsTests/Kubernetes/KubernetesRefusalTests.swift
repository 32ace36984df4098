import Planning
import Testing

@testable import Diagnostics
@testable import Planning
@testable import Targets

/// Each test has one fault, and the one finding that names it.
struct KubernetesRefusalTests {
  private typealias Plans = KubernetesTestPlans

  private func plan(_ jobs: [Job], _ change: (inout ClusterDraft) -> Void = { _ in }) -> BackupPlan {
    var settings = Plans.settings
    change(&settings)
    return Plans.plan(jobs) { $0.kubernetes = settings }
  }

  @Test func findsNothingInAGoodPlan() {
    #expect(kubernetesFindings(Plans.plan()) == [])
    #expect(kubernetesFindings(Plans.plan(), HelmTarget()) == [])
  }

  @Test func needsEachSecretBound() {
    let plan = plan([Plans.nightly]) { $0.bindings.removeAll { $0.name.value == "database-password" } }
    #expect(
      kubernetesFindings(plan) == [
        "unbound-secret@20: target `kubernetes` has no binding for secret `database-password`"
      ])
  }

  @Test func needsTheKeyOfASecret() {
    let plan = plan([Plans.nightly]) {
      $0.bindings[0] = Plans.binding(
        "database-password", .secret(name: Plans.text("certctl-postgres"), key: nil, items: []))
    }
    #expect(
      kubernetesFindings(plan) == [
        "unbound-secret@50: the binding of secret `database-password` must name a Secret and one key"
      ])
  }

  @Test func needsEachMaterialBound() {
    let plan = plan([Plans.keys]) { $0.bindings.removeAll { $0.name.value == "scep-ra" } }
    #expect(
      kubernetesFindings(plan) == [
        "unbound-material@23: target `kubernetes` has no binding for material `scep-ra`"
      ])
  }

  @Test func refusesAWholeSecretForSeveralPaths() {
    let job = Plans.job("keys", [Plans.files("scep-ra", ["/etc/a", "/etc/b"])], .manual)
    #expect(
      kubernetesFindings(plan([job])) == [
        "not-supported-by-target@50: material `scep-ra` has 2 paths, but a whole object can be mounted at only one"
      ])
  }

  @Test func needsAKeyForEachPath() {
    let job = Plans.job(
      "keys", [Plans.files("ca", ["/etc/certctl/ca.crt", "/etc/other", "/etc/certctl/ca.key"])], .manual)
    #expect(
      kubernetesFindings(plan([job])) == [
        "not-supported-by-target@23: no key of `certctl-ca` is mapped to `/etc/other`"
      ])
  }

  @Test func refusesAKeyOutsideOfTheMaterial() {
    let job = Plans.job("keys", [Plans.files("ca", ["/etc/certctl/ca.crt"])], .manual)
    #expect(
      kubernetesFindings(plan([job])) == [
        "not-supported-by-target@0: `/etc/certctl/ca.key` is not a path of material `ca`"
      ])
  }

  @Test func warnsOfAClaimWithoutPlacement() {
    let plan = plan([Plans.keys]) { $0.placement.besidePodsWith = [] }
    #expect(
      kubernetesFindings(plan) == [
        "claim-without-placement@53: the backup's pod may run on another node than the claim `certctl-responder-keys`"
      ])
  }

  @Test func needsAnImage() {
    let plan = plan([Plans.nightly]) { $0.images.removeAll { $0.tool == "restic" } }
    #expect(
      kubernetesFindings(plan) == [
        "missing-image@61: `nightly` needs `restic` in one image, but target `kubernetes` names none"
      ])
  }

  @Test func needsOneImageForSeveralTools() {
    let job = Plans.job(
      "nightly", [Plans.database], .manual,
      [Plans.offsite, Plans.shipment("plain", .s3(Plans.s3), .plain(recipients: []))])
    #expect(
      kubernetesFindings(plan([job])) == [
        "missing-image@61: `nightly` needs `restic` and `aws` in one image, but target `kubernetes` names none"
      ])
  }

  @Test func needsASizeOfWhatIsStaged() {
    let job = Plans.job("nightly", [Plans.database], .manual, staging: nil)
    #expect(
      kubernetesFindings(plan([job])) == [
        "unsized-staging@22: backup `nightly` stages a dump of `database` on the node's disk, which needs a limit"
      ])
  }

  @Test func refusesSocketsAndPeers() {
    var server = Plans.server
    server.connection = .socket(Plans.text("/run/postgresql", 24))
    server.authentication = .peer
    let capture = Capture(
      material: Plans.text("database"), method: .pgDump, source: .postgresql(server), expectedBytes: nil)
    #expect(
      kubernetesFindings(plan([Plans.job("nightly", [capture], .manual)])) == [
        "not-supported-by-target@21: `peer` authentication works only on the server's machine",
        "not-supported-by-target@24: material `database` uses a Unix socket, which containers don't have",
      ])
  }

  @Test func refusesOldKubernetes() {
    let plan = plan([Plans.nightly]) { $0.version = Version(1, 24) }
    #expect(
      kubernetesFindings(plan) == ["not-supported-by-target@61: Kubernetes 1.24 doesn't support time zones of CronJobs"]
    )
  }

  @Test(arguments: ["root", "0", "postgres", "-1"])
  func refusesUsersThatAreNoNumber(user: String) {
    var job = Plans.nightly
    job.runAs = Plans.text(user, 11)
    #expect(
      kubernetesFindings(plan([job])) == ["not-supported-by-target@11: `\(user)` is not a valid user of a container"])
  }

  @Test func refusesTwoOfOneName() {
    let first = Plans.job("a", [Plans.database], .clock([Plans.schedule("0 1 * * *"), Plans.schedule("0 2 * * *")]))
    var second = Plans.job("a-2", [Plans.database], .manual)
    second.name = Plans.text("a-2", 12)
    #expect(
      kubernetesFindings(plan([first, second])) == [
        "not-supported-by-target@12: two CronJobs would be named `certctl-a-2`"
      ])
  }

  @Test func refusesTwoRunsAtOneInstant() {
    let job = Plans.job(
      "a", [Plans.database], .clock([Plans.schedule("0 2 * * *"), Plans.schedule("0 */2 29 2 *", 13)]))
    #expect(
      kubernetesFindings(plan([job])) == [
        "not-supported-by-target@13: target `kubernetes` would start two runs at 2028-02-29T02:00:00Z"
      ])
  }

  @Test func acceptsSchedulesThatNeverMeet() {
    let job = Plans.job(
      "a", [Plans.database],
      .clock([
        Plans.schedule("0 2 * * *"), Plans.schedule("0 2 * * *", zone: "Europe/Berlin"), Plans.schedule("30 2 * * *"),
      ]))
    #expect(kubernetesFindings(plan([job])) == [])
  }

  @Test func leavesPhysicalBackupsToTheirTarget() {
    let capture = Capture(
      material: Plans.text("database"), method: .pgbackrest, source: .postgresql(Plans.server), expectedBytes: nil)
    let job = Plans.job("physical", [capture], .manual)
    #expect(
      kubernetesFindings(plan([job])) == [
        "not-supported-by-target@10: backup `physical` is physical and needs the target `pgbackrest`"
      ])
    let elsewhere = plan([job, Plans.nightly]).with {
      $0.pgbackrest = PgBackRestDraft(
        version: Version(2, 45), systemdVersion: 252, bindings: [], origin: Plans.span(70))
    }
    #expect(kubernetesFindings(elsewhere) == [])
    #expect(manifests(of: elsewhere)["CronJob physical"] == nil)
  }

  @Test func refusesWhatTheScriptsDoNot() {
    var job = Plans.nightly
    job.extras = [Extra(key: "hooks", origin: Plans.span(14))]
    #expect(kubernetesFindings(plan([job])) == ["not-supported-by-target@14: generated scripts don't support `hooks`"])
  }

  @Test func refusesAChoiceOfSeveralCronJobs() {
    var job = Plans.job("a", [Plans.database], .clock([Plans.schedule("0 1 * * *"), Plans.schedule("0 2 * * *")]))
    job.alternatives.schedules = [Plans.schedule("0 3 * * *", 15)]
    #expect(
      kubernetesFindings(Plans.plan([job]), HelmTarget()) == [
        "not-supported-by-target@15: schedules that need several CronJobs can't have or be alternatives"
      ])
    #expect(kubernetesFindings(Plans.plan([job])) == [])
  }

  @Test func refusesLabelsOfItsOwn() {
    let plan = Plans.plan([Plans.nightly]) {
      $0.labels = [Plans.label("app.kubernetes.io/name", "x", 4), Plans.label("a b", "x", 5)]
    }
    #expect(
      kubernetesFindings(plan) == [
        "not-supported-by-target@4: target `kubernetes` sets `app.kubernetes.io/name` itself",
        "not-supported-by-target@5: `a b` is not a valid label name",
      ])
  }

  @Test func refusesTwoRoles() {
    let sinks = ["one", "two"].enumerated().map { number, name in
      var s3 = Plans.s3
      s3.credentials.write = .workloadIdentity(role: Plans.text(name, 16 + number))
      return Plans.shipment(name, .s3(s3), .restic(passphrase: Plans.text("repository-passphrase")))
    }
    #expect(
      kubernetesFindings(plan([Plans.job("a", [Plans.database], .manual, sinks)])) == [
        "not-supported-by-target@17: the pods can't have a second role beside `one`"
      ])
  }
}
