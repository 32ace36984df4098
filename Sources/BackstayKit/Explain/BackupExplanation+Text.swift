internal import Linting
internal import Schedules

extension BackupExplanation {
  /// The most runs that are listed.
  private var mostRuns: Int { onChange == nil ? 12 : 3 }

  /// Adds the backup's part of the page.
  func add(to page: inout TextPage, days: Int) {
    page.heading("Backup \(name): \(materials.listed) to \(sinks.map { $0.name }.listed), by \(methods.listed)")
    page.entry("where", sinks.map { "\($0.name): \($0.what)" + ($0.isBestEffort ? " (best-effort)" : "") })
    page.entry("when", cadenceLines + (isSuspended ? ["suspended: none of these runs starts"] : []))
    if let onChange {
      page.entry(
        "",
        [
          "Each check compares digests with those of the newest copy and ships nothing if they are equal, so a change is "
            + "copied at the next check, and no copy gets older than \(onChange.atLatestEvery.asDuration) plus one check interval."
        ])
    }
    page.table(onChange == nil ? "next runs" : "next checks", runLines(days: days))
    if let longestGap { page.entry("longest gap", gapLines(longestGap)) }
    let start = startWithin == 0 ? "starts at once" : "starts within \(startWithin.asDuration)"
    page.entry("a run", ["\(start) and is stopped after \(deadline.asDuration)"])
    page.entry("worst loss", lossLines)
    addKeeping(to: &page)
  }

  /// Sinks that keep the same are listed together.
  private func addKeeping(to page: inout TextPage) {
    var rest = keeping[...]
    while let sink = rest.popFirst() {
      var names = [sink.sink]
      while let next = rest.first, next.keepsLike(sink) {
        names.append(next.sink)
        rest.removeFirst()
      }
      page.entry("kept at \(names.listed)", sink.lines)
      if case .steady(let steady) = sink.outcome { page.table("", steady.picture.lines) }
    }
  }

  /// The backup's cadence and those of sinks that have their own.
  private var cadenceLines: [String] {
    let shared = sinks.filter { $0.cadence == nil }.map { $0.name }
    let own = sinks.compactMap { sink in sink.cadence.map { "to \(sink.name): \($0)" } }
    return (own.isEmpty ? [cadence] : shared.isEmpty ? [] : ["to \(shared.listed): \(cadence)"]) + own
  }

  private func runLines(days: Int) -> [String] {
    guard !runs.isEmpty else { return [longestGap == nil ? "none automatically" : "none in \(Self.words(days))"] }
    let sinksDiffer = runs.contains { $0.sinks != runs[0].sinks }
    var lines = runs.prefix(mostRuns).map { run in
      var columns = zones.map { run.instant.readable(in: $0) } + [run.instant.readable(in: .utc)]
      if let kind = run.kind {
        // As wide as the longest kind, unless nothing follows.
        let width = sinksDiffer ? 12 : 0
        columns.append(kind + String(repeating: " ", count: Swift.max(0, width - kind.utf8.count)))
      }
      if sinksDiffer { columns.append("to \(run.sinks.listed)") }
      return columns.joined(separator: "   ")
    }
    if !zones.isEmpty {
      // A column of a zone is as wide as `Sun 2026-03-29 03:30 +02:00`.
      let header = zones.map { zone in
        zone.name + String(repeating: " ", count: Swift.max(0, 27 - zone.name.utf8.count))
      }
      lines.insert((header + ["UTC"]).joined(separator: "   "), at: 0)
    }
    if runs.count > mostRuns { lines.append("and \(runs.count - mostRuns) more in \(Self.words(days))") }
    return lines
  }

  private static func words(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }

  /// The time between two instants on the first zone's clock and in UTC.
  private func gapLines(_ gap: RunGap) -> [String] {
    (zones.prefix(1) + [.utc]).map { zone in
      let place = zone.changes == nil ? "" : " in \(zone.name)"
      let length = zone == zones.first || zones.isEmpty ? "\(Int(gap.seconds).asDuration), " : "in UTC "
      let isChanged = zone.offset(at: gap.start) != zone.offset(at: gap.end)
      let change = isChanged ? ", across a clock change" : ""
      return "\(length)from \(gap.start.readable(in: zone)) to \(gap.end.readable(in: zone))\(place)\(change)"
    }
  }

  private var lossLines: [String] {
    var lines = isSuspended ? ["unbounded while it is suspended; once it runs:"] : []
    if let archive {
      lines.append("\(archive.asDuration) while write-ahead log is archived; otherwise, by the runs alone:")
    }
    let places = losses.map { $0.sinks }
    for loss in losses {
      let place = places.contains { $0 != loss.sinks } ? "at \(loss.sinks.listed) " : ""
      let isFirst = loss.failures == 0
      lines.append(isFirst ? place + loss.sum : "\(place)after one failed run \(loss.seconds.asDuration)")
    }
    guard losses.isEmpty, archive == nil else { return lines }
    return ["unbounded: nothing starts it automatically"]
  }
}

extension KeepingExplanation {
  fileprivate func keepsLike(_ other: KeepingExplanation) -> Bool { rule == other.rule && outcome == other.outcome }

  fileprivate var lines: [String] {
    var lines = [rule]
    if isExpired {
      lines[0] += "; never fewer than \(minimumCopies) \(isPhysical ? "fulls" : "copies of each material")"
    }
    switch outcome {
    case .unknown(let reason): lines.append("unknown: \(reason)")
    case .growing(let growth):
      let bytes = growth.bytesPerYear.map { ", \($0.asSize) at the expected size" } ?? ""
      let least = growth.followsChanges ? "at least " : ""
      let copies = growth.copiesPerYear == 1 ? "1 copy" : "\(growth.copiesPerYear) copies"
      lines.append("grows by \(least)\(copies) of each material a year\(bytes)")
    case .steady(let steady): lines += steady.lines
    }
    return lines
  }
}

extension SteadyCopies {
  fileprivate var lines: [String] {
    let number =
      copies.lowerBound == copies.upperBound ? "\(copies.lowerBound)" : "\(copies.lowerBound) to \(copies.upperBound)"
    let size = bytes.map { "; \($0.asSize) at most, if each has the expected size and nothing is deduplicated" } ?? ""
    let beyond = surplus == 0 ? "" : ", and \(tool) then keeps \(surplus) more than the rule"
    let condition = followsChanges ? "if nothing changes, " : ""
    let least = oldestAge.lowerBound.asDuration
    let most = oldestAge.upperBound.asDuration
    let age = oldestAge.lowerBound == oldestAge.upperBound ? least : "\(least) to \(most)"
    return [
      "\(condition)\(number) copies of each material at any time\(size)",
      "the oldest is \(age) older than the newest: that of \(oldest.readable(in: .utc)), once that of "
        + "\(newest.readable(in: .utc)) is verified\(beyond)",
    ] + (isContinuous ? ["with the write-ahead log, every moment since the oldest full can be restored"] : [])
  }
}

extension AgePicture {
  /// A line for each row, the marks below each other.
  fileprivate var lines: [String] {
    let width = rows.map { $0.label.unicodeScalars.count }.max() ?? 0
    return rows.map { row in
      row.label + String(repeating: " ", count: width - row.label.unicodeScalars.count) + "  " + row.marks
    }
  }
}
