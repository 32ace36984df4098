import Schedules
import Testing

/// The hours ahead of UTC, at an instant, in a zone of the table.
private func hours(_ zone: String, _ text: String) throws -> Double {
  Double(try #require(Zone.named(zone)).offset(at: try instant(text))) / 3600
}

@Suite struct ZoneTests {
  @Test(
    arguments: [
      ("Europe/Berlin", "2026-03-29T00:59:59Z", 1), ("Europe/Berlin", "2026-03-29T01:00:00Z", 2),
      ("Europe/Berlin", "1991-09-29T01:00:00Z", 1), ("America/New_York", "2006-03-20T00:00:00Z", -5),
      ("America/New_York", "2007-03-20T00:00:00Z", -4), ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 11),
      ("Australia/Lord_Howe", "2026-06-01T00:00:00Z", 10.5), ("Pacific/Chatham", "2026-01-01T00:00:00Z", 13.75),
      ("Pacific/Chatham", "2026-06-01T00:00:00Z", 12.75), ("Africa/Cairo", "2020-07-01T00:00:00Z", 2),
      ("Africa/Cairo", "2023-07-01T00:00:00Z", 3), ("Africa/Casablanca", "2025-03-10T00:00:00Z", 0),
      ("Africa/Casablanca", "2025-07-01T00:00:00Z", 1), ("Europe/Dublin", "2040-01-15T00:00:00Z", 0),
      ("Europe/Dublin", "2040-07-15T00:00:00Z", 1), ("Pacific/Apia", "2011-12-30T09:59:59Z", -10),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", 14), ("America/Santiago", "2026-01-01T00:00:00Z", -3),
      ("America/Santiago", "2026-07-01T00:00:00Z", -4), ("Asia/Kolkata", "2060-01-01T00:00:00Z", 5.5),
      ("America/St_Johns", "2026-07-01T00:00:00Z", -2.5), ("Antarctica/Troll", "2003-07-01T00:00:00Z", 0),
      ("Antarctica/Troll", "2026-07-01T00:00:00Z", 2), ("America/Grand_Turk", "2016-01-01T00:00:00Z", -4),
      ("Asia/Gaza", "2050-01-01T00:00:00Z", 2), ("US/Eastern", "2026-07-01T00:00:00Z", -4),
      ("Etc/GMT+5", "2026-01-01T00:00:00Z", -5), ("UTC", "2026-01-01T00:00:00Z", 0),
    ] as [(String, String, Double)])
  func offset(_ zone: String, _ text: String, _ expected: Double) throws {
    #expect(try hours(zone, text) == expected)
  }

  @Test func aPeriodKnowsItsNeighbours() throws {
    let period = try #require(Zone.named("Europe/Berlin")).period(at: instant("2026-10-25T01:30:00Z"))
    #expect(Instant(secondsSince1970: period.start).rfc3339 == "2026-10-25T01:00:00Z")
    #expect(Instant(secondsSince1970: period.end).rfc3339 == "2027-03-28T01:00:00Z")
    #expect(period.offset == 3600)
    #expect(period.repeated == 3600)
  }

  @Test(arguments: [
    "", "Local", "local", "europe/berlin", "Europe/Berli", "Europe/Berlinn", "+02:00", "Factory", " UTC", "Zulu2", "A",
  ]) func unknownNames(_ name: String) { #expect(Zone.named(name) == nil) }

  @Test func everyNameIsFoundAndReadable() {
    let names = ZoneTable.names
    #expect(names.count > 590)
    #expect(names.allSatisfy { Zone.named($0) != nil })
    #expect(ZoneTable.tzdataVersion == "2026f")
  }

  @Test(arguments: [
    ("Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("Europe/Belrin", "Europe/Berlin"),
    ("New York", "America/New_York"), ("America/New York", "America/New_York"), ("Asia/Calcuta", "Asia/Calcutta"),
    ("utc", "UTC"), ("Sao_Paulo", "America/Sao_Paulo"),
  ]) func suggestions(_ name: String, _ nearest: String) {
    #expect(Zone.suggestions(for: name).first == nearest)
    #expect(Zone.suggestions(for: name).count <= 3)
  }

  @Test(arguments: ["", "+02:00", "Middle-earth/Minas_Tirith"]) func noSuggestion(_ name: String) {
    #expect(Zone.suggestions(for: name).isEmpty)
  }
}
