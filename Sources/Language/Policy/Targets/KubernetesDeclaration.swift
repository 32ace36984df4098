package import Diagnostics
package import Schedules

/// Settings of the targets `helm` and `kubernetes`.
package final class KubernetesDeclaration: Record {
  package let namespace: Name
  package let kubernetesVersion: VersionText
  package let image: Text?
  package let images: Images
  package let imagePullSecrets: [Text]
  package let bindings: [KubernetesBinding]
  package let placement: Placement
  package let serviceAccountAnnotations: [Label]
  package let origin: Span

  package static let name: StaticString = "KubernetesTarget"
  package static let doc: StaticString = "Where and how the jobs run on Kubernetes."

  package init(_ form: inout Form) {
    origin = form.origin
    namespace = form.required("namespace", doc: "The namespace.")
    kubernetesVersion = form.required("kubernetesVersion", doc: "Kubernetes' version, in quotes.")
    image =
      form.optional("image", ImageReference.self, absent: "those of `images`", doc: "One image that has every tool.")?
      .text
    images = form.section("images", doc: "An image for each tool.")
    imagePullSecrets = form.list("imagePullSecrets", doc: "Pull secrets for the images' registries.")
    bindings = form.catalogue("bindings", doc: "Where secrets and file materials live in the namespace.")
    placement = form.section("placement", doc: "On which nodes the jobs run.")
    serviceAccountAnnotations = form.labels(
      "serviceAccountAnnotations", doc: "Annotations of the service account, as workload identity needs them.")
  }
}

/// An image for each tool.
package final class Images: Record {
  package let postgresql: Text?
  package let restic: Text?
  package let borg: Text?
  package let aws: Text?
  package let age: Text?

  package static let name: StaticString = "Images"
  package static let doc: StaticString = "An image for each tool."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    postgresql =
      form.optional(
        "postgresql", ImageReference.self, absent: Self.absence,
        doc: "Has pg_dump, pg_restore and psql of at least the server's version.")?
      .text
    restic = form.optional("restic", ImageReference.self, absent: Self.absence, doc: "Has restic.")?.text
    borg = form.optional("borg", ImageReference.self, absent: Self.absence, doc: "Has borg.")?.text
    aws = form.optional("aws", ImageReference.self, absent: Self.absence, doc: "Has the aws command line.")?.text
    age = form.optional("age", ImageReference.self, absent: Self.absence, doc: "Has age.")?.text
  }

  private static var absence: StaticString { "`image`" }
}

extension KubernetesDeclaration: TargetDeclaration {
  package func forEachBoundName(_ body: (Text) -> Void) { for binding in bindings { body(binding.id) } }
  package var clockChanges: ClockChangeRule? { .kubernetes }
  package var clusterBindings: [KubernetesBinding]? { bindings }
  package func forEachImage(_ body: (Text) -> Void) {
    func visit(_ image: Text?) { if let image { body(image) } }
    visit(image)
    visit(images.postgresql)
    visit(images.restic)
    visit(images.borg)
    visit(images.aws)
    visit(images.age)
  }
  package var serverImage: Text? { images.postgresql }
}
