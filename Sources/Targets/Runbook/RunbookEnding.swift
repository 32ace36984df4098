import Formats
import Planning
import Scripts

/// What is said and done when the restore works.
struct RunbookEnding {
  let site: RunbookSite

  func add(to page: inout RunbookPage) throws(UnsayableValue) {
    try state(&page)
    page.head(2, "8. Afterwards")
    if let physical = site.physical { try RunbookPhysical(site: site, setup: physical).afterwards(on: &page) }
    page.steps(site.afterwards)
    page.say("Fill this in and give it to the owner:")
    page.table(
      ["Evidence", ""],
      [
        "who decided, when", "begun at", "done at", "sink and copies that were restored", "what was lost",
        "results of the verification", "what differed from this page",
      ].map { [MarkdownText($0), ""] })
    page.say("Finally, remove what was fetched: it contains unencrypted data and keys.")
    if let cluster = site.cluster {
      try page.run(
        [try cluster.kubectl("delete", "pod/\(site.pod)", "networkpolicy/\(site.pod)")],
        saying: "it is removed from the cluster", in: .own)
    } else {
      try page.run(
        ["cd /", try RunbookCommand.line("rm", "-rf", "--", site.restored)], saying: "it is removed from this machine")
    }
  }

  private func state(_ page: inout RunbookPage) throws(UnsayableValue) {
    page.head(2, "7. State what was lost")
    if !site.jobs.isEmpty {
      page.say(
        "Everything written after a copy began is lost, unless the damaged source still has it:"
      )
      try page.run(
        ["state_loss"], saying: "when the restored copies began", by: [ShellPart.runbookLoss.functions])
    }
    if site.physical != nil {
      page.say("For the physical backup, everything committed after this instant is lost:")
      try page.run(
        [#"sql --command="SELECT coalesce(pg_last_xact_replay_timestamp()::text, 'none was replayed')""#],
        saying: "the last restored instant")
    }
    page.say(
      "Tell the owner that changes between then and the failure are lost, and what follows from it: orders to enter again, for example, or certificates to revoke again."
    )
  }
}
