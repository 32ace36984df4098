import Formats
import Schedules
import Testing

@testable import Diagnostics
@testable import Planning
@testable import Targets

struct CompanionDocumentTests {
  private typealias Plans = KubernetesTestPlans

  private func egress(_ job: Job) -> YAMLValue? {
    manifests(of: Plans.plan([job]))["NetworkPolicy \(job.name.value)"]?.at("spec", "egress")
  }

  private func tcp(_ port: Int) -> YAMLValue { ["ports": [["protocol": "TCP", "port": .integer(port)]]] }

  @Test func opensOnlyWhatTheJobNeeds() {
    let policy = manifests(of: Plans.plan([Plans.nightly]))["NetworkPolicy nightly"]?.at("spec")
    #expect(policy?.at("policyTypes") == ["Ingress", "Egress"])
    #expect(policy?.at("ingress") == [])
    #expect(
      policy?.at("egress") == [
        ["ports": [["protocol": "UDP", "port": 53], ["protocol": "TCP", "port": 53]]], tcp(5432), tcp(443),
      ])
    #expect(policy?.at("podSelector", "matchLabels", "app.kubernetes.io/component") == "nightly")
  }

  @Test func selectsThePods() {
    let all = manifests(of: Plans.plan([Plans.nightly]))
    let selector = all["NetworkPolicy nightly"]?.at("spec", "podSelector", "matchLabels")
    let labels = all["CronJob nightly"]?.at("spec", "jobTemplate", "spec", "template", "metadata", "labels")
    for key in ["app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component"] {
      #expect(selector?.at(key) != nil)
      #expect(selector?.at(key) == labels?.at(key))
    }
  }

  @Test func opensThePortOfAnEndpoint() {
    var s3 = Plans.s3
    s3.endpoint = StoreAddress(text: Plans.text("http://minio"), isEncrypted: false, host: "minio")
    let job = Plans.job(
      "a", [Plans.database], .manual, [Plans.shipment("offsite", .s3(s3), .restic(passphrase: Plans.text("p")))])
    #expect(egress(job)?.at("2") == tcp(80))
  }

  @Test func opensTheMetadataServiceToInstanceCredentialsAlone() {
    var s3 = Plans.s3
    s3.credentials.write = .instance
    let job = Plans.job(
      "a", [Plans.database], .manual, [Plans.shipment("offsite", .s3(s3), .restic(passphrase: Plans.text("p")))])
    #expect(
      egress(job)?.at("3") == [
        "to": [["ipBlock": ["cidr": "169.254.169.254/32"]]], "ports": [["protocol": "TCP", "port": 80]],
      ])
    #expect(egress(Plans.nightly)?.at("3") == nil)
  }

  private var claim: VolumeClaim {
    VolumeClaim(
      name: Plans.text("copies"), size: 5 << 30, storageClass: Plans.text("fast"), accessMode: "ReadWriteMany",
      origin: Plans.span(1))
  }

  private func local(_ claim: VolumeClaim) -> Job {
    Plans.job(
      "keys", [Plans.files("trust-anchors", ["/etc/certctl/trust"])], .manual,
      [Plans.shipment("local", .volumeClaim(claim), .plain(recipients: []))])
  }

  @Test func opensNothingToAJobWithoutNetwork() { #expect(egress(local(claim)) == []) }

  @Test func makesAClaimThatOutlivesItsInstallation() {
    let document = manifests(of: Plans.plan([local(claim)]))["PersistentVolumeClaim copies"]
    #expect(document?.at("metadata", "annotations", "helm.sh/resource-policy") == "keep")
    #expect(
      document?.at("spec") == [
        "accessModes": ["ReadWriteMany"], "storageClassName": "fast", "resources": ["requests": ["storage": "5Gi"]],
      ])
  }

  @Test func makesNoClaimThatExists() {
    var existing = claim
    existing.size = nil
    let all = manifests(of: Plans.plan([local(existing)]))
    #expect(all["PersistentVolumeClaim copies"] == nil)
    let pod = all["CronJob keys"]?.at("spec", "jobTemplate", "spec", "template", "spec")
    #expect(
      pod?.at("containers", "0", "volumeMounts", "4") == ["name": "sink-local", "mountPath": "/sink/local"])
    #expect(pod?.at("volumes", "4", "persistentVolumeClaim") == ["claimName": "copies"])
  }

  @Test func givesTheServiceAccountNoTokenAndItsRole() {
    var s3 = Plans.s3
    s3.credentials.write = .workloadIdentity(role: Plans.text("arn:aws:iam::1:role/backup"))
    let job = Plans.job(
      "a", [Plans.database], .manual, [Plans.shipment("offsite", .s3(s3), .restic(passphrase: Plans.text("p")))])
    let account = manifests(of: Plans.plan([job]))["ServiceAccount "]
    #expect(account?.at("metadata", "name") == "certctl-backup")
    #expect(account?.at("metadata", "annotations", "eks.amazonaws.com/role-arn") == "arn:aws:iam::1:role/backup")
    #expect(account?.at("automountServiceAccountToken") == false)
  }

  @Test func namesTheScriptsByWhatTheySay() throws {
    let first = manifests(of: Plans.plan([Plans.nightly]))
    var job = Plans.nightly
    job.shipments[0] = job.shipments[0].with { $0.minimumCopies = 4 }
    let second = manifests(of: Plans.plan([job]))
    let name = try #require(first["ConfigMap scripts"]?.at("metadata", "name"))
    #expect(name != second["ConfigMap scripts"]?.at("metadata", "name"))
    #expect(
      first["CronJob nightly"]?.at(
        "spec", "jobTemplate", "spec", "template", "spec", "volumes", "0", "configMap", "name") == name)
  }

  @Test func saysHowLongCopiesAreKept() {
    var shipment = Plans.offsite
    #expect(RetentionText.text(of: [shipment]) == "offsite: daily 31, weekly 8, never fewer than 3")
    shipment = shipment.with { $0.retention.rule = .until(year: 2038, month: 3, day: 1) }
    #expect(RetentionText.text(of: [shipment]) == "offsite: until 2038-03-01")
    shipment = shipment.with { $0.retention.rule = .forever }
    #expect(RetentionText.text(of: [shipment, shipment]) == "offsite: forever; offsite: forever")
  }
}
