import Testing

@testable import Targets

struct NetworkTests {
  @Test(arguments: ["10.0.0.5", "127.0.0.1", "::1", "fd00::1:2", "localhost"])
  func `an address can be allowed alone`(host: String) {
    #expect(Network.reaching(host: host) == .addresses([host]))
  }

  @Test(arguments: ["db", "db.example.org", "10.0.0.256", "10.0.0", "1.2.3.4.5", "10.0.0.", "2001.example"])
  func `a name can't`(host: String) {
    #expect(Network.reaching(host: host) == .names)
  }

  @Test func `needs add up`() {
    #expect(Network.none.and(.addresses(["::1"])) == .addresses(["::1"]))
    #expect(Network.addresses(["::1"]).and(.none) == .addresses(["::1"]))
    #expect(Network.addresses(["::1"]).and(.addresses(["::1", "10.0.0.1"])) == .addresses(["::1", "10.0.0.1"]))
    #expect(Network.addresses(["::1"]).and(.names) == .names)
    #expect(Network.names.and(.none) == .names)
  }

  @Test func `this machine is told by its addresses`() {
    #expect(Network.isLoopback("127.0.0.53") && Network.isLoopback("localhost") && Network.isLoopback("::1"))
    #expect(!Network.isLoopback("127.example.org") && !Network.isLoopback("10.0.0.1"))
  }
}
