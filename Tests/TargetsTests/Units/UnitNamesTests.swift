import Testing

@testable import Planning
@testable import Targets

struct UnitNamesTests {
  @Test func `names begin with the policy`() {
    let names = UnitNames(policy: "certctl")
    #expect(names.unit("nightly") == "backstay-certctl-nightly")
    #expect(names.failureTemplate == "backstay-certctl-failure")
    #expect(names.programs == "/usr/local/lib/backstay/certctl")
    #expect(names.secrets == "/etc/backstay/secrets/certctl")
    #expect(names.failed == "/var/lib/backstay/certctl/failed")
    #expect(names.user == "backstay-certctl")
  }

  @Test(arguments: [
    ("exactly-22-characters-", "backstay-exactly-22-characters-"),
    ("one-more-than-22-chars-", "backstay-one-more-than-4c391ef7"),
    ("Shop.eu", "backstay-hopeu-563b846f"),
  ])
  func `a user's name fits into 31 characters that sysusers allows`(policy: String, user: String) {
    #expect(UnitNames(policy: policy).user == user)
    #expect(user.utf8.count <= 31)
  }

  @Test func `policies that differ only in what is cut have different users`() {
    let long = String(repeating: "a", count: 40)
    #expect(UnitNames(policy: long + "1").user != UnitNames(policy: long + "2").user)
  }

  @Test(arguments: ["", "a/b", "a b", "a%b", "a@b", "é", ".hidden", "a\n"])
  func `a name that could break out of a unit's name is not plain`(name: String) {
    #expect(!UnitNames.isPlain(name))
  }

  @Test(arguments: ["nightly", "a.b_c-9", "Keys"])
  func `letters, digits and three marks are plain`(name: String) {
    #expect(UnitNames.isPlain(name))
  }

  @Test func `the longest part still makes a handler's name of 255 characters`() {
    let names = UnitNames(policy: "certctl")
    let part = String(repeating: "x", count: names.longestPart)
    #expect("\(names.failureTemplate)@\(names.unit(part)).service.service".utf8.count == 255)
  }
}
