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
    page.say("Fill in, and give it to the owner:")
    page.table(
      ["Evidence", ""],
      [
        "who decided, when", "begun at", "done at", "sink and copies that were restored", "what was lost",
        "answers of the verification", "what didn't go as written here",
      ].map { [MarkdownText($0), ""] })
    page.say("At last remove what was fetched: it holds data and keys in clear.")
    if let cluster = site.cluster {
      try page.run(
        [try cluster.kubectl("delete", "pod/\(site.pod)", "networkpolicy/\(site.pod)")],
        saying: "nothing of it is left there", in: .own)
    } else {
      try page.run(
        ["cd /", try RunbookCommand.line("rm", "-rf", "--", site.restored)], saying: "nothing of it is left here")
    }
  }

  private func state(_ page: inout RunbookPage) throws(UnsayableValue) {
    page.head(2, "7. State what was lost")
    if !site.jobs.isEmpty {
      page.say(
        "What was written after a copy began is lost, unless the damaged source still has it:"
      )
      try page.run(
        ["state_loss"], saying: "the instants of what was restored", by: [ShellPart.runbookLoss.functions])
    }
    if site.physical != nil {
      page.say("Of the physical backup, what was committed after this instant:")
      try page.run(
        [#"sql --command="SELECT coalesce(pg_last_xact_replay_timestamp()::text, 'none was replayed')""#],
        saying: "the instant of what was restored")
    }
    page.say(
      "Tell the owner that changes between then and the failure are lost, and what follows: orders to be entered again, say, or certificates to be revoked again."
    )
  }
}
