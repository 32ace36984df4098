package import Artifacts
package import Diagnostics
import Formats
package import Planning

/// Drills as workflows of GitHub Actions: away from the machine and the cluster that they are there to outlive.
package struct GitHubTarget: Target {
  /// The target; it has no state.
  package init() {}

  /// The name that policies use.
  package var name: String { "github" }

  /// One line for people.
  package var summary: String { "a workflow of GitHub Actions for each drill" }

  /// Reports what no workflow can carry out.
  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings: GitHubSettings = settings(in: plan) else { return }
    GitHubCheck(plan: plan, settings: settings).report(&diagnostics)
  }

  /// What GitHub does with starts, and what is left to other targets.
  package func differences(in plan: BackupPlan) -> [String] {
    [
      "it has the drills only: another target has the backups",
      "a start may come late or be left out when GitHub is busy, most of all on the hour",
      "schedules of a repository end after 60 days without activity in it",
    ]
  }

  /// One workflow for each drill.
  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let settings: GitHubSettings = settings(in: plan) else { return nil }
    var files: [(path: String, contents: String)] = []
    for drill in plan.drills {
      let workflow = DrillWorkflow(plan: plan, settings: settings, drill: drill)
      do throws(UnsayableValue) {
        files.append((workflow.path, try workflow.document().rendered()))
      } catch {
        diagnostics.refuse(error.description, at: drill.name.span)
      }
    }
    return diagnostics.tree(of: files, for: plan)
  }
}
