import Diagnostics
import Planning
import Testing

/// What a plan answers about the places where copies go, of each kind.
@Suite struct StoreTests {
  /// The shipment to the sink of a policy.
  private func shipment(_ sink: String) throws -> Shipment {
    let names = ["id", "key", "expire-id", "expire-key", "read-id", "read-key", "ssh", "phrase", "age"]
    let plan = try PlannerTests.plan(
      of: """
        apiVersion: backstay/v1
        kind: BackupPolicy
        metadata: {name: wiki}
        secrets: {\(names.map { "\($0): {}" }.joined(separator: ", "))}
        materials: {keys: {files: {paths: [/etc/wiki]}}}
        sinks: {far: {\(sink)}}
        backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [far]}}
        targets: {systemd: {}}

        """)
    return try #require(plan.jobs.first?.shipments.first)
  }

  private static let split = """
    credentials: {write: {static: {accessKeyId: id, secretAccessKey: key}}, \
    expire: {static: {accessKeyId: expire-id, secretAccessKey: expire-key}}, \
    read: {static: {accessKeyId: read-id, secretAccessKey: read-key}}}
    """
  private static let restic = "repository: {restic: {passphrase: phrase}}"
  private static let age = """
    encryption: {age: {recipients: [age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p], identity: age}}
    """
  private static let sftp = """
    sftp: {host: vault.example.net, port: 2222, user: backup, path: /copies, privateKey: ssh, \
    hostKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF4nTxQSyIp4kuyvKpVRrNGUPCrEYYGyGBQdSCcNZ8Ug"]}
    """

  @Test(arguments: [
    ("filesystem: {path: /mnt/a}", "folder /mnt/a"), ("volumeClaim: {name: c}", "claim c"),
    (sftp + ", " + restic, "host vault.example.net 2222 SSH at vault.example.net"),
    ("s3: {bucket: b, region: r, credentials: instance}", "service the S3 endpoint"),
    ("s3: {bucket: b, endpoint: \"https://s3\", credentials: instance}", "host s3 443 https://s3"),
    ("s3: {bucket: b, endpoint: \"http://s3\", credentials: instance}", "host s3 80 http://s3"),
    (
      "s3: {bucket: b, endpoint: \"https://[fd00::1]:9000\", credentials: instance}",
      "host fd00::1 9000 https://[fd00::1]:9000"
    ),
    ("gcs: {bucket: b, credentials: instance}, " + restic, "service Google Cloud Storage"),
    ("azure: {account: a, container: b, credentials: instance}, " + restic, "service Azure Storage"),
  ])
  func howOneGetsThere(sink: String, words: String) throws {
    let reach = try shipment(sink).store.reach
    let found =
      switch reach {
      case .folder(let path): "folder \(path.value)"
      case .claim(let claim): "claim \(claim.name.value)"
      case .host(let host, let port, let purpose): "host \(host) \(port) \(purpose)"
      case .service(let name): "service \(name)"
      }
    #expect(found == words)
    #expect(reach.isRemote == (found.hasPrefix("host") || found.hasPrefix("service")))
  }

  @Test func secretsInTheOrderOfTheirUse() throws {
    let bucket = try shipment("s3: {bucket: b, region: r, \(Self.split)}, \(Self.restic)")
    #expect(
      bucket.secrets.map { $0.value } == ["phrase", "id", "key", "expire-id", "expire-key", "read-id", "read-key"])
    #expect(bucket.secretsForReading.map { $0.value } == ["phrase", "read-id", "read-key"])
    #expect(bucket.reading.secrets.map { $0.value } == ["phrase", "read-id", "read-key"])
    let host = try shipment("\(Self.sftp), \(Self.restic)")
    #expect(host.secrets.map { $0.value } == ["phrase", "ssh"])
    #expect(host.secretsForReading.map { $0.value } == ["phrase", "ssh"])
  }

  @Test func theWriterHasNoKeyThatOpensWhatItEncrypts() throws {
    let folder = try shipment("filesystem: {path: /mnt/a}, \(Self.age)")
    #expect(folder.secrets == [])
    #expect(folder.secretsForReading.map { $0.value } == ["age"])
  }

  @Test func oneSecretForTwoThingsIsReadOnce() throws {
    let keys = "credentials: {static: {accessKeyId: id, secretAccessKey: phrase}}"
    let bucket = try shipment("s3: {bucket: b, region: r, \(keys)}, \(Self.restic)")
    #expect(bucket.secrets.map { $0.value } == ["phrase", "id"])
  }

  @Test func whoOnlyReadsHasTheReadersCredentialsInAllRoles() throws {
    let split = try shipment("s3: {bucket: b, region: r, \(Self.split)}").reading.store.roles
    guard case .accessKey(let id, _) = split?.write else {
      Issue.record("no key")
      return
    }
    #expect(id.value == "read-id")
    #expect(split?.isOne == true)
    let one = try shipment("s3: {bucket: b, region: r, credentials: instance}").reading.store.roles
    #expect(one?.write == .instance)
  }

  @Test(arguments: [
    ("s3: {bucket: b, region: r, credentials: instance}, " + restic, [Program.restic], [Program.restic]),
    ("s3: {bucket: b, region: r, credentials: instance}, " + age, [.aws, .age], [.aws, .age]),
    ("filesystem: {path: /mnt/a}, repository: {borg: {passphrase: phrase}}", [.borg], [.borg]),
    ("filesystem: {path: /mnt/a}", [], []), (sftp + ", " + restic, [.restic], [.restic, .ssh]),
  ])
  func programs(sink: String, ofAnImage tools: [Program], ofAMachine programs: [Program]) throws {
    let shipment = try shipment(sink)
    var found: (tools: [Program], programs: [Program]) = ([], [])
    shipment.forEachTool { found.tools.append($0) }
    shipment.forEachProgram { found.programs.append($0) }
    #expect(found.tools == tools)
    #expect(found.programs == programs)
  }

  @Test(arguments: [
    ("s3: {bucket: b, region: r, prefix: /p/q/, credentials: instance}", "S3 bucket <b> in <r> below <p/q/>"),
    ("s3: {bucket: b, region: r, endpoint: \"https://s3\", credentials: instance}", "S3 bucket <b> at <https://s3>"),
    ("gcs: {bucket: b, credentials: instance}, " + restic, "Google bucket <b>"),
    ("azure: {account: a, container: b, credentials: instance}, " + restic, "Azure container <b> of <a>"),
    (sftp + ", " + restic, "folder </copies> of <backup> at <vault.example.net>, port 2222"),
    ("filesystem: {path: /mnt/a}", "folder </mnt/a>"), ("volumeClaim: {name: c}", "claim <c>"),
  ])
  func theStoreForPeople(sink: String, words: String) throws {
    let description = try shipment(sink).store.description
    let marked = description.pieces.map {
      switch $0 {
      case .text(let text): text
      case .value(let value): "<\(value)>"
      }
    }
    #expect(marked.joined() == words)
    #expect(description.text == words.filter { $0 != "<" && $0 != ">" })
  }
}
