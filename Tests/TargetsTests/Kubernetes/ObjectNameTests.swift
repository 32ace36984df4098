import Testing

@testable import Planning
@testable import Targets

struct ObjectNameTests {
  @Test(arguments: [
    ("certctl", "nightly", "certctl-nightly"),
    ("certctl", "nightly-2", "certctl-nightly-2"),
    ("a", "b", "a-b"),
  ])
  func joinsWhatIsALabel(policy: String, part: String, name: String) {
    #expect(ObjectName.joined(policy, part) == name)
  }

  @Test func cutsAtFiftyTwoAndTellsApart() {
    let long = String(repeating: "x", count: 60)
    let (first, second) = (ObjectName.joined(long, "one"), ObjectName.joined(long, "two"))
    #expect(first.utf8.count == 52)
    #expect(first.hasPrefix(String(repeating: "x", count: 43) + "-"))
    #expect(first != second)
    #expect(first == ObjectName.joined(long, "one"))
  }

  @Test func keepsWhatJustFits() {
    let part = String(repeating: "x", count: 50)
    #expect(ObjectName.joined("a", part) == "a-" + part)
  }

  @Test func tellsChangedNamesApart() {
    let names = [ObjectName.joined("A_b"), ObjectName.joined("a.b"), ObjectName.joined("a-b")]
    #expect(names.allSatisfy { $0.hasPrefix("a-b") })
    #expect(Set(names).count == 3)
    #expect(ObjectName.isLabel(Substring(ObjectName.joined("…"))))
  }

  @Test(arguments: ["tls.crt", "AWS_ACCESS_KEY_ID", "..2"])
  func acceptsKeys(key: String) { #expect(ObjectName.isDataKey(key)) }

  @Test(arguments: ["", ".", "..", "a/b", "a b", "é"])
  func refusesKeys(key: String) { #expect(!ObjectName.isDataKey(key)) }

  @Test(arguments: ["", "critical", "A_b.c-d", "1e3"])
  func acceptsLabelValues(value: String) { #expect(ObjectName.isLabelValue(value)) }

  @Test(arguments: ["-a", "a-", "a b", "a/b", String(repeating: "x", count: 64)])
  func refusesLabelValues(value: String) { #expect(!ObjectName.isLabelValue(value)) }

  @Test(arguments: ["tier", "backstay/owner", "app.kubernetes.io/name"])
  func acceptsQualifiedNames(name: String) { #expect(ObjectName.isQualified(name)) }

  @Test(arguments: ["", "/a", "a/", "A/b", "a/b/c", "a b"])
  func refusesQualifiedNames(name: String) { #expect(!ObjectName.isQualified(name)) }

  @Test(arguments: ["a", "a.b", "a-1"])
  func acceptsObjects(name: String) { #expect(ObjectName.isSubdomain(name)) }

  @Test(arguments: ["", "a..b", "-a", "A", "a_b"])
  func refusesObjects(name: String) { #expect(!ObjectName.isSubdomain(name)) }

  // The published test vectors of FNV-1a, 64 bits.
  @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
  func hashes(text: String, hash: String) {
    #expect(StableHash.text(of: text, digits: 16) == hash)
    #expect(StableHash.text(of: text, digits: 4) == String(hash.prefix(4)))
  }

  @Test(arguments: [(2 << 30, "2Gi"), (384 << 20, "384Mi"), (1 << 10, "1Ki"), (1500, "1500"), (0, "0")])
  func writesBytes(count: Int, text: String) { #expect(Quantity.bytes(count) == text) }

  @Test(arguments: [(86_400, "1d"), (5400, "90m"), (7200, "2h"), (45, "45s"), (0, "0s")])
  func writesDurations(seconds: Int, text: String) { #expect(Quantity.duration(seconds) == text) }

  @Test func roundsUpToMebibytes() {
    #expect(Quantity.wholeMebibytes(1) == 1 << 20)
    #expect(Quantity.wholeMebibytes(1 << 20) == 1 << 20)
  }
}
