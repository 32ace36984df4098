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
  package var summary: String { "a GitHub Actions workflow for each drill" }

  /// What the policy says for it.
  private func settings(in plan: BackupPlan) -> GitHubSettings? { plan.settings(for: name) as? GitHubSettings }

  /// Reports what no workflow can carry out.
  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings = settings(in: plan) else { return }
    GitHubCheck(plan: plan, settings: settings).report(&diagnostics)
  }

  /// What GitHub does with starts, and what is left to other targets.
  package func differences(in plan: BackupPlan) -> [String] {
    [
      "it runs only the drills; another target runs the backups",
      "starts may be delayed or dropped when GitHub is busy, especially on the hour",
      "GitHub disables schedules after 60 days without repository activity",
    ]
  }

  /// One workflow for each drill.
  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let settings = settings(in: plan) else { return nil }
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
