package import Artifacts
package import Diagnostics
import Formats
package import Planning

/// How to restore what a policy backs up: a Markdown file for each platform, with complete commands.
package struct RunbookTarget: Target {
  /// The target; it has no state.
  package init() {}

  /// The name that policies and the command line use.
  package var name: String { "runbook" }

  /// One line for people.
  package var summary: String { "the steps of a restore for whoever is on call, with commands to paste" }

  /// Whether any target backs anything up.
  package func isDeclared(in plan: BackupPlan) -> Bool { plan.hasPlaces }

  /// Nothing: people can restore whatever other targets back up.
  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {}

  /// Nothing: it starts nothing.
  package func differences(in plan: BackupPlan) -> [String] { [] }

  /// A page for the machine, and one for each packaging of objects in a cluster.
  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    var files = MachineFiles(for: plan)
    for site in RunbookSite.all(of: plan) {
      files.add(site.fileName, at: plan.name.span, &diagnostics) { () throws(UnsayableValue) in
        try Runbook(site: site).document().rendered()
      }
    }
    return files.complete(at: plan.name.span, &diagnostics)
  }
}
