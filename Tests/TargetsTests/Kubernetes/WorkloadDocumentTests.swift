import Formats
import Testing

@testable import Diagnostics
@testable import Planning
@testable import Targets

struct WorkloadDocumentTests {
  private typealias Plans = KubernetesTestPlans

  private func cronJob(_ job: Job, _ change: (inout ClusterDraft) -> Void = { _ in }) -> YAMLValue? {
    var settings = Plans.settings
    change(&settings)
    return manifests(of: Plans.plan([job]) { $0.kubernetes = settings })["CronJob \(job.name.value)"]
  }

  private func pod(_ job: Job, _ change: (inout ClusterDraft) -> Void = { _ in }) -> YAMLValue? {
    cronJob(job, change)?.at("spec", "jobTemplate", "spec", "template", "spec")
  }

  @Test func startsAsThePolicySays() {
    let job = Plans.job("a", [Plans.database], .clock([Plans.schedule("30 3 * * 1-5", zone: "Europe/Berlin")]))
    let spec = cronJob(job)?.at("spec")
    #expect(spec?.at("schedule") == "30 3 * * 1-5")
    #expect(spec?.at("timeZone") == "Europe/Berlin")
    #expect(spec?.at("suspend") == false)
    #expect(spec?.at("concurrencyPolicy") == "Forbid")
    #expect(spec?.at("startingDeadlineSeconds") == 1800)
    #expect(spec?.at("jobTemplate", "spec", "activeDeadlineSeconds") == 3600)
  }

  @Test func writesTheZoneOfUTC() {
    #expect(cronJob(Plans.nightly)?.at("spec", "timeZone") == "Etc/UTC")
  }

  @Test func makesACronJobOfEachLine() {
    let job = Plans.job("a", [Plans.database], .clock([Plans.schedule("0 1 * * *"), Plans.schedule("0 2 * * *")]))
    let all = manifests(of: Plans.plan([job]))
    #expect(all["CronJob a"]?.at("spec", "schedule") == "0 1 * * *")
    #expect(all["CronJob a-2"]?.at("spec", "schedule") == "0 2 * * *")
    #expect(all["CronJob a-2"]?.at("metadata", "name") == "certctl-a-2")
  }

  @Test func suspendsWhatIsManual() {
    let spec = cronJob(Plans.job("a", [Plans.database], .manual))?.at("spec")
    #expect(spec?.at("suspend") == true)
    #expect(spec?.at("schedule") == "0 0 1 1 *")
  }

  @Test func startsSoonOrNotAtAllWithoutCatchUp() {
    var job = Plans.nightly
    job.catchUp = false
    #expect(cronJob(job)?.at("spec", "startingDeadlineSeconds") == 60)
    job.startWithin = 3
    #expect(cronJob(job)?.at("spec", "startingDeadlineSeconds") == 10)
  }

  @Test func checksAMaterialThatIsCapturedOnChange() {
    #expect(cronJob(Plans.keys)?.at("spec", "schedule") == "0 * * * *")
    #expect(pod(Plans.keys)?.at("initContainers") == nil)
    #expect(pod(Plans.keys)?.at("containers", "0", "image") == "restic/restic:0.16.4")
  }

  @Test func givesEachContainerItsOwnSecrets() {
    let volumes = pod(Plans.nightly)?.at("volumes")
    #expect(volumes?.at("3", "name") == "capture-secrets")
    #expect(
      volumes?.at("3", "projected", "sources") == [
        ["secret": ["name": "certctl-postgres", "items": [["key": "password", "path": "database-password"]]]]
      ])
    #expect(volumes?.at("4", "name") == "ship-secrets")
    #expect(
      pod(Plans.nightly)?.at("initContainers", "0", "volumeMounts", "3") == [
        "name": "capture-secrets", "mountPath": "/run/secrets/backstay", "readOnly": true,
      ])
    #expect(pod(Plans.nightly)?.at("containers", "0", "volumeMounts", "3", "name") == "ship-secrets")
    #expect(pod(Plans.nightly)?.at("containers", "0", "volumeMounts", "4") == nil)
  }

  @Test func mountsMaterialsAtTheirPaths() {
    let mounts = pod(Plans.keys)?.at("containers", "0", "volumeMounts")
    let paths = (4...7).map { mounts?.at(String($0), "mountPath") }
    #expect(
      paths == [
        "/material/ca", "/material/scep-ra/etc/certctl/scep",
        "/material/responder-keys/etc/certctl/ocsp-responder-keys", "/material/trust-anchors/etc/certctl/trust",
      ])
    #expect((4...7).allSatisfy { mounts?.at(String($0), "readOnly") == true })
    let volumes = pod(Plans.keys)?.at("volumes")
    #expect(
      volumes?.at("4", "secret", "items") == [
        ["key": "tls.crt", "path": "etc/certctl/ca.crt"], ["key": "tls.key", "path": "etc/certctl/ca.key"],
      ])
    // Else the kubelet hands the application's files to the backup's group.
    #expect(volumes?.at("6", "persistentVolumeClaim", "readOnly") == true)
  }

  @Test func boundsTheScratchSpace() {
    #expect(pod(Plans.nightly)?.at("volumes", "1", "emptyDir", "sizeLimit") == "2560Mi")
    let limits = pod(Plans.nightly)?.at("containers", "0", "resources", "limits")
    #expect(limits == ["memory": "1Gi", "ephemeral-storage": "2688Mi"])
  }

  @Test func takesWhatThePolicySaysForRequestAndLimit() {
    var job = Plans.nightly
    job.resources = RunResources(cpuRequest: nil, memoryRequest: nil, cpuLimit: nil, memoryLimit: Plans.text("128Mi"))
    var resources = pod(job)?.at("containers", "0", "resources")
    #expect(resources?.at("requests", "memory") == "128Mi")
    #expect(resources?.at("requests", "cpu") == "100m")
    #expect(resources?.at("limits", "memory") == "128Mi")
    #expect(resources?.at("limits", "cpu") == nil)
    job.resources = RunResources(cpuRequest: nil, memoryRequest: Plans.text("4Gi"), cpuLimit: nil, memoryLimit: nil)
    resources = pod(job)?.at("containers", "0", "resources")
    #expect(resources?.at("limits", "memory") == "4Gi")
  }

  @Test(arguments: [("postgres:16-alpine", 70), ("postgres:16", 999), ("alpine.example/postgres:16", 999)])
  func runsAsTheUserOfPostgreSQLsImage(image: String, user: Int) {
    let context = pod(Plans.nightly) { $0.images[0] = .init(tool: "postgresql", reference: Plans.text(image)) }?.at(
      "securityContext")
    #expect(context?.at("runAsUser") == .integer(user))
    #expect(context?.at("fsGroup") == .integer(user))
  }

  @Test func runsAsTheUserThatThePolicyNames() {
    var job = Plans.nightly
    job.runAs = Plans.text("1000")
    #expect(pod(job)?.at("securityContext", "runAsUser") == 1000)
  }

  @Test func toleratesDisruptionWhereKubernetesCanTell() {
    let path = { (version: Version) in
      cronJob(Plans.nightly) { $0.version = version }?.at("spec", "jobTemplate", "spec", "podFailurePolicy")
    }
    #expect(path(Version(1, 25)) == nil)
    #expect(path(Version(1, 26)) != nil)
  }

  @Test func placesPods() {
    let spec = pod(Plans.nightly) {
      $0.placement.tolerations = [
        .init(key: Plans.text("dedicated"), value: Plans.text("1e3"), effect: "NoSchedule"),
        .init(key: nil, value: nil, effect: nil),
      ]
      $0.placement.nodeSelector = [Plans.label("disk", "true")]
      $0.imagePullSecrets = [Plans.text("registry")]
    }
    #expect(
      spec?.at("tolerations") == [
        ["key": "dedicated", "operator": "Equal", "value": "1e3", "effect": "NoSchedule"], ["operator": "Exists"],
      ])
    #expect(spec?.at("nodeSelector") == ["disk": "true"])
    #expect(spec?.at("imagePullSecrets") == [["name": "registry"]])
    let term = spec?.at("affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "0")
    #expect(term?.at("topologyKey") == "kubernetes.io/hostname")
    #expect(term?.at("labelSelector", "matchLabels") == ["app.kubernetes.io/name": "certctl"])
  }

  /// A Service of the application, or the affinity above, must not select the pods that back it up.
  @Test func keepsThePolicysLabelsOffItsPods() {
    let template = cronJob(Plans.nightly)?.at("spec", "jobTemplate", "spec", "template")
    #expect(template?.at("metadata", "labels", "tier") == nil)
    #expect(template?.at("metadata", "labels", "app.kubernetes.io/name") == "backstay")
    #expect(cronJob(Plans.nightly)?.at("metadata", "labels", "tier") == "critical")
  }

  @Test func writesAsAnnotationWhatCannotBeALabel() {
    let plan = Plans.plan([Plans.nightly]) { $0.owner = Plans.text("PKI & Co.") }
    let metadata = manifests(of: plan)["CronJob nightly"]?.at("metadata")
    #expect(metadata?.at("annotations") == ["backstay/owner": "PKI & Co."])
    #expect(metadata?.at("labels", "backstay/owner") == nil)
  }

  @Test func rendersUpkeep() {
    let upkeep = UpkeepJob(
      backup: Plans.text("nightly"), kind: .reclaim, schedules: [Plans.schedule("0 5 * * 0")],
      shipments: [Plans.offsite], deadline: 7200, startWithin: 600, origin: Plans.span(80))
    let all = manifests(of: Plans.plan([Plans.nightly]) { $0.upkeep = [upkeep] })
    let spec = all["CronJob nightly-reclaim"]?.at("spec")
    #expect(spec?.at("schedule") == "0 5 * * 0")
    #expect(spec?.at("jobTemplate", "spec", "activeDeadlineSeconds") == 7200)
    #expect(all["ConfigMap scripts"]?.at("data", "nightly-reclaim.ship.sh") != nil)
    #expect(all["ConfigMap scripts"]?.at("data", "nightly-reclaim.capture.sh") == nil)
  }
}
