import Diagnostics
import Testing

/// Which faults leave one way out, and which leave a choice.
@Suite struct FixTests {
  /// What the fixes of the first line of a policy replace and write, as `old→new`.
  static func fixes(_ line: String) -> [String] { fixes(of: Reading.of(line), line) }

  /// The same of a line of its metadata.
  static func fixes(ofMetadata line: String) -> [String] {
    let text = "metadata: \(line)\napiVersion: backstay/v1\nkind: BackupPolicy\n"
    return fixes(of: Reading(text), text)
  }

  private static func fixes(of reading: Reading, _ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return reading.diagnostics.sorted().compactMap { finding in
      finding.fix.map { fix in
        let old = String(decoding: bytes[Int(fix.span.start)..<Int(fix.span.end)], as: UTF8.self)
        return "\(old)→\(fix.replacement)"
      }
    }
  }

  static func backup(_ keys: String) -> String { "backups: {nightly: {materials: [keys], \(keys)}}" }

  @Test(arguments: [
    ("sinkss: {}", "sinkss→sinks"), ("Waivers: []", "Waivers→waivers"), ("\"waivres\": []", "\"waivres\"→waivers"),
    ("sinks: {a: {filesystem: {paht: /a}}}", "paht→path"),
    ("owner: x", nil), ("waiver: []", "waiver→waivers"), ("wavers2: []", nil),
    // Two unknown keys can't both be the one that is meant.
    ("waivres: []\nwaiverss: []", nil),
    // The key that is meant is there already.
    ("metdata: {name: x}", nil),
    // A key of another record is misplaced.
    ("objectives: {maximumLag: 3d}", nil), ("materials: {a: {files: {path: [/a]}}}", nil),
    // Of keys that are equally near none is meant.
    ("materials: {a: {postgresql: {hort: b}}}", nil),
    ("? |\n  waivres\n: []", nil),
  ])
  func keys(line: String, fix: String?) {
    #expect(Self.fixes(line) == (fix.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("catchUp: yes", "yes→true"), ("catchUp: \"off\"", "\"off\"→false"), ("catchUp: 'true'", "'true'→true"),
    ("catchUp: TRUE", "TRUE→true"), ("catchUp: maybe", nil), ("catchUp: 1", nil), ("catchUp: >\n  true", nil),
    ("sinks: disk", "disk→[disk]"), ("sinks: 'disk'", "'disk'→['disk']"), ("sinks: disk, other", nil),
    ("sinks: disk # a", "disk→[disk]"), ("sinks: {disk: 1}", nil), ("sinks: no", nil),
    ("retention: {daily: '31'}", "'31'→31"), ("retention: {daily: '0'}", nil), ("retention: {daily: '031'}", nil),
    ("upkeep: {check: {cadence: {daily: '06:45'}, readData: 5}}", "5→5%"),
    ("upkeep: {check: {cadence: {daily: '06:45'}, readData: 0}}", nil),
    ("upkeep: {check: {cadence: {daily: '06:45'}, readData: 105%}}", nil),
    ("deadline: 26", nil), ("deadline: 15M", nil),
    ("method: PG_DUMP", "PG_DUMP→pg_dump"), ("method: pg_dmp", nil),
  ])
  func values(key: String, fix: String?) {
    #expect(Self.fixes("backups:\n  nightly:\n    \(key.replacing("\n", with: "\n    "))") == (fix.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("16", "16→\"16\""), ("0644", "0644→\"0644\""), ("1e3", "1e3→\"1e3\""), ("12:30:00", "12:30:00→\"12:30:00\""),
    ("-5", "-5→\"-5\""),
    // It may have been meant as an answer, or as nothing at all.
    ("no", nil), ("true", nil), ("null", nil), ("~", nil), ("[]", nil), ("''", nil),
  ])
  func texts(value: String, fix: String?) {
    #expect(Self.fixes(ofMetadata: "{name: a, owner: \(value)}") == (fix.map { [$0] } ?? []))
    #expect(Self.fixes(ofMetadata: "{name: a, labels: {a: \(value)}}") == (fix.map { [$0] } ?? []))
  }

  /// Quotes help only where what is quoted is then taken.
  @Test(arguments: [
    ("source: {failureDomain: 1e3}", "1e3→\"1e3\""), ("tools: {restic: 1.30}", "1.30→\"1.30\""),
    ("tools: {restic: 130}", nil), ("sinks: {a: {filesystem: {path: 12}}}", nil),
  ])
  func quotesAreOfferedWhereTheTextIsTaken(line: String, fix: String?) {
    #expect(Self.fixes(line) == (fix.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("\"0 2 * * 7\"", "7→0"), ("0 2 * * 7", "7→0"), ("'0 2 * * 5-7'", "5-7→5-6,0"), ("0 2 * * 5-7", nil),
    ("\"0 2 * * sunday\"", "sunday→sun"), ("\"@Daily\"", "@Daily→@daily"),
    ("\"TZ=UTC 0 2 * * *\"", "\"TZ=UTC 0 2 * * *\"→{cron: \"0 2 * * *\", timeZone: UTC}"),
    ("\"TZ=Nowhere 0 2 * * *\"", nil), ("\"TZ=UTC 0 2 * *\"", nil), ("{cron: \"TZ=UTC 0 2 * * *\"}", nil),
    ("\"@every 6h\"", nil), ("\"0 0 2 * * *\"", nil), ("\"0 2 * * 8\"", nil), ("\"0 2 \\x2a * 7\"", nil),
    ("\"7 2 * * 7 7\"", nil), ("{daily: 2:30}", "2:30→\"2:30\""), ("{daily: 02:30:00}", nil), ("16", nil),
  ])
  func cadences(value: String, fix: String?) {
    #expect(Self.fixes(Self.backup("cadence: \(value)")) == (fix.map { [$0] } ?? []))
  }
}
