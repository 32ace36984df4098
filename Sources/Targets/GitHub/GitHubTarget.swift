package import Artifacts
package import Diagnostics
import Formats
package import Planning

/// Drills as GitHub Actions workflows: independent of the machine and cluster whose loss they prepare for.
package struct GitHubTarget: Target {
  /// The target; it has no state.
  package init() {}

  /// The name that policies use.
  package var name: String { "github" }

  /// One line for people.
  package var summary: String { "a GitHub Actions workflow for each drill" }

  /// Reports what workflows don't support.
  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings: GitHubSettings = settings(in: plan) else { return }
    GitHubCheck(plan: plan, settings: settings).report(&diagnostics)
  }

  /// What GitHub does with starts, and what other targets run.
  package func differences(in plan: BackupPlan) -> [String] {
    [
      "it runs only the drills; another target runs the backups",
      "starts may be delayed or dropped when GitHub is busy, especially on the hour",
      "GitHub disables schedules after 60 days without repository activity",
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
