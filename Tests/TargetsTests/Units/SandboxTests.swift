import Formats
import Testing

@testable import Targets

struct SandboxTests {
  private func lines(_ sandbox: Sandbox, version: Int = 252) throws -> [String] {
    var section = UnitFile.Section("Service")
    sandbox.append(to: &section, version: version)
    return try UnitFile(sections: [section]).rendered().split(separator: "\n").map(String.init)
  }

  @Test func `without a need nothing is open`() throws {
    let lines = try lines(Sandbox(network: .none))
    for line in [
      "CapabilityBoundingSet=", "AmbientCapabilities=", "PrivateUsers=yes", "PrivateNetwork=yes",
      "RestrictAddressFamilies=AF_UNIX", "ProtectHome=yes", "ProtectSystem=strict", "UMask=0077",
    ] { #expect(lines.contains(line)) }
    #expect(!lines.contains { $0.hasPrefix("ReadWritePaths") || $0.hasPrefix("BindReadOnlyPaths") })
  }

  @Test func `reading others' files takes one capability and no user namespace`() throws {
    var sandbox = Sandbox(network: .none)
    sandbox.readsForeignFiles = true
    let lines = try lines(sandbox)
    #expect(lines.contains("AmbientCapabilities=CAP_DAC_READ_SEARCH"))
    #expect(lines.contains("CapabilityBoundingSet=CAP_DAC_READ_SEARCH"))
    #expect(lines.contains("PrivateUsers=no"))
  }

  @Test func `addresses are the only ones allowed, names can't be listed`() throws {
    let known = try lines(Sandbox(network: .addresses(["10.0.0.5", "::1"])))
    #expect(known.contains("IPAddressDeny=any") && known.contains("IPAddressAllow=10.0.0.5 ::1"))
    #expect(!known.contains("PrivateNetwork=yes"))
    #expect(try !lines(Sandbox(network: .names)).contains { $0.hasPrefix("IPAddress") || $0.hasPrefix("PrivateNet") })
  }

  @Test(arguments: ["/home/app/keys", "/root/key", "/run/user/1000/x"])
  func `a path in a home is seen, and read-only`(path: String) throws {
    var sandbox = Sandbox(network: .none)
    sandbox.visible = [path]
    #expect(try lines(sandbox).contains("ProtectHome=read-only"))
  }

  @Test func `a path beside a home opens none`() throws {
    var sandbox = Sandbox(network: .none)
    sandbox.visible = ["/homes/app"]
    sandbox.writable = ["-/rooted"]
    #expect(try lines(sandbox).contains("ProtectHome=yes"))
  }

  @Test func `a socket in a temporary folder is bound into the private one`() throws {
    var sandbox = Sandbox(network: .none)
    sandbox.visible = ["/tmp/pg", "/run/postgresql"]
    let lines = try lines(sandbox)
    #expect(lines.contains("BindReadOnlyPaths=/tmp/pg") && lines.contains("PrivateTmp=yes"))
    #expect(lines.filter { $0.hasPrefix("BindReadOnlyPaths") }.count == 1)
  }

  @Test func `the shared memory of a user with other services is left alone`() throws {
    var sandbox = Sandbox(network: .none)
    #expect(try lines(sandbox).contains("RemoveIPC=yes"))
    sandbox.sharesUser = true
    let shared = try lines(sandbox)
    #expect(shared.contains("RemoveIPC=no") && !shared.contains("RemoveIPC=yes"))
  }

  @Test func `a key is left out where the version doesn't know it`() throws {
    #expect(try lines(Sandbox(network: .none), version: 248).contains("PrivateIPC=yes"))
    #expect(try !lines(Sandbox(network: .none), version: 247).contains("PrivateIPC=yes"))
  }
}
