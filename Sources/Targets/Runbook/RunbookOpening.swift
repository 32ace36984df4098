import Diagnostics
import Formats
import Planning
import Scripts

/// The commands that open a sink for reading, and the secrets that they need.
struct RunbookOpening {
  let site: RunbookSite
  let sink: RunbookSink

  private var shipment: Shipment { sink.shipment }

  /// The secrets without which the sink can't be read.
  var secrets: [Text] {
    var secrets: [Text] = []
    switch shipment.repository {
    case .restic(let passphrase), .borg(let passphrase): secrets.append(passphrase)
    case .plain: if let identity = shipment.identity { secrets.append(identity) }
    case .pgbackrest: break
    }
    switch shipment.location {
    case .s3(let s3):
      if case .accessKey(let id, let secret) = s3.readCredentials ?? s3.credentials { secrets += [id, secret] }
    case .gcs(let store), .azure(let store):
      if case .key(let key) = store.credentials { secrets.append(key) }
    case .sftp(let sftp): secrets.append(sftp.privateKey)
    case .filesystem, .volumeClaim: break
    }
    return secrets
  }

  /// The command that fails unless all of them are there; absent where none is needed.
  func check() throws(UnsayableValue) -> String? {
    var files = secrets.map { site.file(ofSecret: $0) }
    if lacksIdentity { files.append(identityFile) }
    return files.isEmpty ? nil : try RunbookCommand.line(["have"] + files)
  }

  /// Whether copies are encrypted, and the policy names no secret that opens them.
  var lacksIdentity: Bool {
    guard case .plain(let recipients, _) = shipment.repository else { return false }
    return !recipients.isEmpty && shipment.identity == nil
  }

  /// Settings and functions, a line each or several.
  func lines() throws(UnsayableValue) -> [String] {
    var lines = [try RunbookCommand.set("sink", sink.name), try RunbookCommand.set("host", site.plan.name.value)]
    lines += try location()
    lines += try repository()
    return lines
  }

  private func location() throws(UnsayableValue) -> [String] {
    switch shipment.location {
    case .s3(let s3): return try bucket(s3)
    case .gcs(let store):
      guard case .key(let key) = store.credentials else { return [] }
      return [try RunbookCommand.export("GOOGLE_APPLICATION_CREDENTIALS", site.file(ofSecret: key))]
    case .azure(let store):
      guard case .key(let key) = store.credentials else { return [] }
      let file = try ShellWord.quoted(site.file(ofSecret: key))
      return [
        try RunbookCommand.export("AZURE_ACCOUNT_NAME", store.account?.value ?? ""),
        "if grep -q 'sig=' \(file); then AZURE_ACCOUNT_SAS=$(cat \(file)) && export AZURE_ACCOUNT_SAS",
        "else AZURE_ACCOUNT_KEY=$(cat \(file)) && export AZURE_ACCOUNT_KEY; fi",
      ]
    case .sftp(let sftp): return try ssh(sftp)
    case .filesystem, .volumeClaim: return []
    }
  }

  private func bucket(_ s3: S3) throws(UnsayableValue) -> [String] {
    var lines = ["export AWS_CONFIG_FILE=\"$restored/aws_config\" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER=''"]
    lines.append(
      s3.pathStyle
        ? #"printf '[default]\ns3 =\n  addressing_style = path\n' >"$AWS_CONFIG_FILE""#
        : #"printf '[default]\n' >"$AWS_CONFIG_FILE""#)
    // Stores other than Amazon's may not know the newer checksums.
    lines.append("export AWS_RESPONSE_CHECKSUM_VALIDATION=when_required")
    if let region = s3.region {
      lines.append(try RunbookCommand.export("AWS_DEFAULT_REGION", region.value))
    }
    if case .accessKey(let id, let secret) = s3.readCredentials ?? s3.credentials {
      lines.append(try RunbookCommand.read("AWS_ACCESS_KEY_ID", from: site.file(ofSecret: id)))
      lines.append(try RunbookCommand.read("AWS_SECRET_ACCESS_KEY", from: site.file(ofSecret: secret)))
    }
    return lines
  }

  /// The host is known by the keys of the policy and by nothing else.
  private func ssh(_ sftp: SFTP) throws(UnsayableValue) -> [String] {
    let config = [
      "Host sink", "  HostName \(sftp.host.value)", "  Port \(sftp.port)", "  User \(sftp.user.value)",
      "  HostKeyAlias sink", "  IdentityFile \(site.restored)/ssh/key", "  IdentitiesOnly yes",
      "  UserKnownHostsFile \(site.restored)/ssh/known_hosts", "  GlobalKnownHostsFile /dev/null",
      "  StrictHostKeyChecking yes", "  BatchMode yes",
    ]
    let known = sftp.hostKeys.map { "sink \($0.value)" }
    return [
      #"mkdir -p "$restored/ssh""#,
      "{ cat \(try ShellWord.quoted(site.file(ofSecret: sftp.privateKey))) && echo; } >\"$restored/ssh/key\"",
      "\(try RunbookCommand.line(["printf", #"%s\n"#] + known)) >\"$restored/ssh/known_hosts\"",
      "\(try RunbookCommand.line(["printf", #"%s\n"#] + config)) >\"$restored/ssh/config\"",
    ]
  }

  private func repository() throws(UnsayableValue) -> [String] {
    switch shipment.repository {
    case .restic(let passphrase):
      var words = ["restic"]
      if case .sftp = shipment.location {
        words += ["-o", "sftp.command=ssh -F \(site.restored)/ssh/config sink -s sftp"]
      }
      if case .s3(let s3) = shipment.location, s3.pathStyle { words += ["-o", "s3.bucket-lookup=path"] }
      return [
        try RunbookCommand.export("RESTIC_REPOSITORY", repositoryName),
        try RunbookCommand.export("RESTIC_PASSWORD_FILE", site.file(ofSecret: passphrase)),
        #"export RESTIC_CACHE_DIR="$restored/cache""#, try RunbookCommand.function("restic_here", words),
        ShellPart.runbookPlainCopy.functions,
      ] + functions(.runbookRestic, .runbookResticDatabases)
    case .borg(let passphrase):
      return [
        try RunbookCommand.export("BORG_REPO", "\(site.folder(of: shipment) ?? "")/\(site.plan.name.value)"),
        try RunbookCommand.read("BORG_PASSPHRASE", from: site.file(ofSecret: passphrase)),
        #"export BORG_BASE_DIR="$restored/cache" BORG_RELOCATED_REPO_ACCESS_IS_OK=yes"#,
        ShellPart.runbookPlainCopy.functions,
      ] + functions(.runbookBorg, .runbookBorgDatabases)
    case .plain(let recipients, _): return try plain(isEncrypted: !recipients.isEmpty)
    case .pgbackrest: return []
    }
  }

  /// The functions of a kind of sink, with those that list databases where it holds all of a server.
  private func functions(_ copies: ShellPart, _ databases: ShellPart) -> [String] {
    let holdsAll = sink.items.contains { $0.kind == .allDatabases }
    return [copies.functions] + (holdsAll ? [databases.functions] : [])
  }

  private func plain(isEncrypted: Bool) throws(UnsayableValue) -> [String] {
    var lines: [String] = []
    if isEncrypted {
      // Without a declared secret whoever holds the key puts it where the text above says.
      let file = shipment.identity.map { site.file(ofSecret: $0) } ?? identityFile
      lines += [try RunbookCommand.set("identity", file), ShellPart.runbookEncryptedCopy.functions]
    } else {
      lines.append(ShellPart.runbookPlainCopy.functions)
    }
    lines.append(ShellPart.runbookPlain.functions)
    if case .s3(let s3) = shipment.location {
      let endpoint = s3.endpoint.map { ["--endpoint-url", $0.value] } ?? []
      lines +=
        [
          try RunbookCommand.set("bucket", s3.bucket.value),
          try RunbookCommand.set("prefix", s3.prefix.isEmpty ? "" : s3.prefix + "/"),
          try RunbookCommand.function("aws_here", ["aws"] + endpoint),
        ] + functions(.runbookBucket, .runbookBucketDatabases)
    } else {
      lines.append(try RunbookCommand.set("store", site.folder(of: shipment) ?? ""))
      lines += functions(.runbookDirectory, .runbookDirectoryDatabases)
    }
    return lines
  }

  /// Where the private key of an encrypted sink is put that the policy names no secret for.
  var identityFile: String { "\(site.restored)/\(sink.name).identity" }

  private var repositoryName: String {
    shipment.resticRepository(in: site.folder(of: shipment)) ?? ""
  }
}
