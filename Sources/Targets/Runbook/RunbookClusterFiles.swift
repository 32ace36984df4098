import Diagnostics
import Formats
import Planning
import Scripts

/// Restores captured files to the Secrets, ConfigMaps and claims of a cluster.
struct RunbookClusterFiles {
  let site: RunbookSite
  let cluster: RunbookCluster
  let captures: [Capture]

  func add(to page: inout RunbookPage) throws(UnsayableValue) {
    page.say(
      "An existing object stays as it is, and \(code: "kubectl") reports it: delete it first if it is damaged. Values go through a pipe and never to your disk. Types, labels and annotations aren't captured."
    )
    try page.define([ShellPart.runbookObjects.functions], in: .files)
    for capture in captures {
      guard let files = capture.files, let binding = binding(of: capture.material) else { continue }
      switch binding.object {
      case .secret(let name, let key, let items): try add("Secret", name, capture, files, key, items, to: &page)
      case .configMap(let name, let key, let items): try add("ConfigMap", name, capture, files, key, items, to: &page)
      case .volumeClaim(let name):
        page.say("Fill the claim \(code: name.value), which must exist and be free to mount:")
        let path = files.paths.first?.value ?? ""
        try page.run(
          [try RunbookCommand.line("fill_claim", capture.material.value, path)],
          saying: "the claim \(name.value) is filled", in: .files)
      case .host: continue
      }
    }
  }

  private func binding(of material: Text) -> ClusterBinding? {
    cluster.settings.bindings.first { $0.name.value == material.value }
  }

  private func add(
    _ kind: String, _ name: Text, _ capture: Capture, _ files: FilesSource, _ key: Text?,
    _ items: [BackupPlan.Label], to page: inout RunbookPage
  ) throws(UnsayableValue) {
    var words = ["object", kind, name.value, capture.material.value]
    for item in items { words.append("\(item.name.value)=.\(item.value.value)") }
    let path = MaterialPath.withoutSlash(files.paths.first?.value ?? "")
    if items.isEmpty { words.append(key.map { "\($0.value)=.\(path)" } ?? ".\(path)/") }
    let made = site.running(try RunbookCommand.line(words), in: .files)
    page.say("The \(kind) \(code: name.value):")
    let create = try cluster.kubectl("create", "--filename", "-")
    let said = try ShellWord.quoted("the \(kind) \(name.value) is restored")
    try page.define(["{\n\(made)\n} | \(create) &&\n  ok \(said)"], in: .own)
  }
}
