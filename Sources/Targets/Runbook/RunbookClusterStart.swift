import Diagnostics
import Formats
import Planning
import Scripts

/// The start of a restore in a cluster: its Secrets, and a pod with the policy's images.
struct RunbookClusterStart {
  let site: RunbookSite
  let cluster: RunbookCluster

  func add(to page: inout RunbookPage) throws(UnsayableValue) {
    page.head(3, "A pod to work in")
    page.say("In a local shell, where \(code: "kubectl") reaches the cluster:")
    let kubectl = try cluster.kubectl("exec", "--stdin", site.pod, "--container")
    // What blocks before it have defined for all containers, and for its own, is there for each.
    let command =
      #""cd /restored; cat >block.sh; exec </dev/null; touch session.sh $1.sh; . ./session.sh; . ./$1.sh; . ./block.sh""#
    try page.define(
      [
        "set -u",
        """
        # in_pod <container>: runs the commands on standard input there, and ends at the first that fails.
        in_pod() {
          \(kubectl) "$1" -- sh -eu -c \\
            \(command)
        }
        """, ShellPart.runbookWords.functions, ShellPart.runbookSecretExists.functions,
      ], in: .own)
    if !site.plan.secrets.isEmpty {
      page.say(
        "The pod mounts these secrets. Restore missing ones from their second copies: \(code: "kubectl create secret generic NAME --from-file=KEY=/dev/stdin") reads a pasted value up to Ctrl-D."
      )
      var commands: [String] = []
      for secret in site.plan.secrets {
        guard let holder = cluster.holder(of: secret.name) else { continue }
        let kind = holder.isConfigMap ? "configmap" : "secret"
        commands.append(
          "\(try RunbookCommand.line("exists", cluster.settings.namespace.value, kind, holder.object, holder.key))")
      }
      try page.run(commands, saying: "the secrets exist", in: .own)
    }
    page.say(
      "Create a pod for this restore. It doesn't run beside the application's pods, which are stopped.\(account)")
    let manifest = YAMLDocument.stream(RunbookPod(site: site, cluster: cluster).documents())
    let create = try cluster.kubectl("create", "--filename", "-")
    let wait = try cluster.kubectl("wait", "--for=condition=Ready", "--timeout=10m", "pod/\(site.pod)")
    let said = try ShellWord.quoted("the pod is ready")
    try page.define(
      ["\(create) <<'END_OF_MANIFEST' &&\n\(manifest)END_OF_MANIFEST\n\(wait) &&\n  ok \(said)"], in: .own)
  }

  private var account: MarkdownText {
    guard RunbookPod(site: site, cluster: cluster).account != nil else { return "" }
    return
      " It uses the service account of the backups\(cluster.settings.packaging == .chart ? " in a release named as the policy: change it for another release" : "")."
  }
}
