import Diagnostics
import Testing

/// A help that says what to write is followed, and nothing is wrong any more.
@Suite struct HelpTests {
  /// The only finding's help in a policy whose first line is `line`.
  static func help(_ line: String) -> String? {
    let findings = Reading.of(line).diagnostics.sorted()
    #expect(findings.count == 1, "\(findings.map(\.message.text))")
    return findings.first?.message.help
  }

  /// What a help says is to be written.
  static func written(_ help: String?) -> String? {
    guard let help, help.hasPrefix("write `"), let end = help.dropFirst(7).lastIndex(of: "`") else { return nil }
    return String(help.dropFirst(7)[..<end])
  }

  static func expect(_ text: String, insteadOf value: String, in line: String) {
    #expect(written(help(line.replacing("…", with: value))) == text)
    #expect(Reading.of(line.replacing("…", with: text)).findings == [])
  }

  static func backup(_ keys: String) -> String { "backups: {nightly: {materials: [keys], sinks: [disk], \(keys)}}" }

  @Test(arguments: [
    ("02:00", "{daily: \"02:00\"}"), ("\"2:30\"", "{daily: \"2:30\"}"), ("02:30:00", "{daily: \"02:30\"}"),
    ("daily", "\"@daily\""), ("Weekly", "\"@weekly\""), ("6h", "{every: 6h}"), ("every 6h", "{every: \"6h\"}"),
    ("daily 02:00", "{daily: \"02:00\"}"), ("Sunday 03:00", "{weekly: \"sunday 03:00\"}"),
    ("1 04:00", "{monthly: \"1 04:00\"}"), ("monthly 1 04:00", "{monthly: \"1 04:00\"}"),
    ("\":15\"", "{hourly: \":15\"}"), ("Manual", "manual"), ("{hourly: 15}", nil), ("25:00", nil), ("7h", nil),
    ("noon", nil), ("2", nil), ("true", nil), ("02:30:30", nil), ("\"a\\\"b\"", nil),
  ])
  func cadences(value: String, text: String?) {
    let line = Self.backup("cadence: …")
    if let text {
      Self.expect(text, insteadOf: value, in: line)
    } else if value != "{hourly: 15}" {
      #expect(Self.written(Self.help(line.replacing("…", with: value))) == nil)
    }
  }

  @Test(arguments: [
    ("hourly", "15", "\":15\""), ("hourly", "\"5\"", "\":05\""), ("daily", "2", "\"02:00\""),
    ("daily", "02:30:00", "\"02:30\""), ("cron", "daily", "\"@daily\""),
  ])
  func words(key: String, value: String, text: String) {
    Self.expect(text, insteadOf: value, in: Self.backup("cadence: {\(key): …}"))
  }

  @Test func noOtherFormIsHelpedToWhereACronExpressionIsWanted() {
    #expect(Self.written(Self.help(Self.backup("cadence: {cron: \"02:00\"}"))) == nil)
  }

  @Test(arguments: [
    ("\"*.tmp\"", "[\"*.tmp\"]"), ("'*.tmp'", "['*.tmp']"), ("\"[a-z]*\"", "[\"[a-z]*\"]"), ("no", "[\"no\"]"),
    ("5", "[\"5\"]"), ("a b", "[\"a b\"]"), ("\"a, b\"", "[a, b]"), ("\"{a,b}\"", "[\"{a,b}\"]"),
  ])
  func lists(value: String, text: String) {
    Self.expect(text, insteadOf: value, in: "materials: {keys: {files: {paths: [/a], exclude: …}}}")
  }

  @Test(arguments: [("disk other", "[disk, other]"), ("disk, other", "[disk, other]"), ("Disk", nil), ("''", nil)])
  func listsOfNames(value: String, text: String?) {
    let line = "drills: {yearly: {backups: …, cadence: {every: 1y}}}"
    guard let text else { return #expect(Self.written(Self.help(line.replacing("…", with: value))) == nil) }
    // In braces a comma would end the value.
    Self.expect(text, insteadOf: value.contains(",") ? "\"\(value)\"" : value, in: line)
  }

  @Test(arguments: [
    ("-keys", "write `[keys]`, or `- keys` on a line of its own"),
    ("-keys -other", "write `[keys, other]`, or each on a line of its own, as `- keys`"),
    ("-5", nil), ("-keys other", nil),
  ])
  func hyphensWithoutSpaces(value: String, help: String?) {
    #expect(Self.help("drills: {yearly: {backups: \(value), cadence: {every: 1y}}}") == help)
  }

  @Test(arguments: [
    ("\"systemctl stop app\"", "[systemctl, stop, app]"), ("/usr/bin/true", "[/usr/bin/true]"), ("true", "[\"true\"]"),
  ])
  func programs(value: String, text: String) {
    Self.expect(text, insteadOf: value, in: Self.backup("cadence: manual, hooks: {before: [{run: …}]}"))
  }

  @Test func shellTextIsNoProgram() {
    #expect(
      Self.help(Self.backup("cadence: manual, hooks: {before: [{run: \"a && b\"}]}"))
        == "write each word as an item of its own")
  }

  @Test(arguments: [
    ("15.4", "15"), ("\"15.4\"", "15"), ("16.10.1", "16"), ("9.6", nil), ("0x10", nil), ("sixteen", nil),
  ])
  func versionsOfAServer(value: String, text: String?) {
    let line = "materials: {a: {postgresql: {serverVersion: …, database: a}}}"
    if let text { return Self.expect(text, insteadOf: value, in: line) }
    #expect(Self.written(Self.help(line.replacing("…", with: value))) == nil)
  }

  @Test(arguments: [
    ("db_password", "db-password"), ("DB Password", "db-password"), ("nightly-", "nightly"), ("a.b", "a-b"),
    ("9a", nil), ("a/b", nil), ("ä", nil), ("", nil),
  ])
  func names(value: String, text: String?) {
    let line = "drills: {weekly: {backups: […], cadence: {every: 1w}}}"
    if let text { return Self.expect(text, insteadOf: value, in: line) }
    #expect(Self.written(Self.help(line.replacing("…", with: "\"\(value)\""))) == nil)
  }

  /// Nor what it would be if it were written another way.
  @Test(arguments: ["AKIAEXAMPLEEXAMPLE00", "Example_Secret", "Ехample", "12345"])
  func aSecretIsNotRepeated(value: String) {
    let finding = Reading.of(Self.backup("cadence: manual, notify: {webhook: \(value)}")).diagnostics.sorted().first
    #expect(finding?.isConfidential == true && finding?.fix == nil)
    let said = "\(finding?.message.text ?? "") \(finding?.message.help ?? "")".lowercased()
    #expect(!said.contains(value.lowercased()) && !said.contains("example-secret") && !said.contains("u+0435"))
  }

  @Test(arguments: [
    ("timeZone: Europe/Berlin, cadence: \"0 2 * * *\"", "{cron: \"0 2 * * *\", timeZone: Europe/Berlin}"),
    ("spread: 1h, cadence: 0 2 * * *", "{cron: \"0 2 * * *\", spread: 1h}"),
    ("spread: 26, cadence: 0 2 * * *", nil), ("timeZone: Europe/Berlin, cadence: manual", nil),
  ])
  func aKeyBesideWhatItBelongsTo(keys: String, text: String?) {
    let help = Self.written(Self.help(Self.backup(keys)))
    #expect(help == text.map { "cadence: \($0)" })
    if let help { #expect(Reading.of(Self.backup(help)).findings == []) }
  }
}
