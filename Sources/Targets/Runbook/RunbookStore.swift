import Diagnostics
import Formats
import Planning
import Scripts

/// The commands for a kind of store, with its credentials for writing.
protocol RunbookStore: Store {
  /// The lines that open it.
  func opening(at site: RunbookSite) throws(UnsayableValue) -> [String]
  /// The options with which restic reads it.
  func resticOptions(at site: RunbookSite) -> [String]
  /// The lines that find plain copies in it, or in `directory` if it is one; none if it can't have any.
  func plainCopies(in directory: String) throws(UnsayableValue) -> [String]
  /// What lists the databases that have plain copies in it.
  var databasesPart: ShellPart? { get }
}

extension RunbookStore {
  func resticOptions(at site: RunbookSite) -> [String] { [] }

  var databasesPart: ShellPart? { nil }
}

extension Location {
  /// The store as a runbook knows it.
  var runbook: any RunbookStore {
    switch self {
    case .s3(let store): store
    case .gcs(let store): store
    case .azure(let store): store
    case .sftp(let store): store
    case .filesystem(let store): store
    case .volumeClaim(let store): store
    }
  }
}

extension S3: RunbookStore {
  func opening(at site: RunbookSite) throws(UnsayableValue) -> [String] {
    var lines = ["export AWS_CONFIG_FILE=\"$restored/aws_config\" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER=''"]
    lines.append(
      pathStyle
        ? #"printf '[default]\ns3 =\n  addressing_style = path\n' >"$AWS_CONFIG_FILE""#
        : #"printf '[default]\n' >"$AWS_CONFIG_FILE""#)
    // Stores other than Amazon S3 may lack the newer checksums.
    lines.append("export AWS_RESPONSE_CHECKSUM_VALIDATION=when_required")
    if let region { lines.append(try RunbookCommand.export("AWS_DEFAULT_REGION", region.value)) }
    if case .accessKey(let id, let secret) = credentials.write {
      lines.append(try RunbookCommand.read("AWS_ACCESS_KEY_ID", from: site.file(ofSecret: id)))
      lines.append(try RunbookCommand.read("AWS_SECRET_ACCESS_KEY", from: site.file(ofSecret: secret)))
    }
    return lines
  }

  func resticOptions(at site: RunbookSite) -> [String] { pathStyle ? ["-o", "s3.bucket-lookup=path"] : [] }

  func plainCopies(in directory: String) throws(UnsayableValue) -> [String] {
    let endpoint = endpoint.map { ["--endpoint-url", $0.text.value] } ?? []
    return [
      try RunbookCommand.set("bucket", bucket.value),
      try RunbookCommand.set("prefix", prefix.isEmpty ? "" : prefix + "/"),
      try RunbookCommand.function("aws_here", ["aws"] + endpoint), ShellPart.runbookBucket.functions,
    ]
  }

  var databasesPart: ShellPart? { .runbookBucketDatabases }
}

extension GoogleBucket: RunbookStore {
  func opening(at site: RunbookSite) throws(UnsayableValue) -> [String] {
    guard case .key(let key) = credentials.write else { return [] }
    return [try RunbookCommand.export("GOOGLE_APPLICATION_CREDENTIALS", site.file(ofSecret: key))]
  }

  func plainCopies(in directory: String) throws(UnsayableValue) -> [String] { [] }
}

extension AzureContainer: RunbookStore {
  func opening(at site: RunbookSite) throws(UnsayableValue) -> [String] {
    guard case .key(let key) = credentials.write else { return [] }
    let file = try ShellWord.quoted(site.file(ofSecret: key))
    return [
      try RunbookCommand.export("AZURE_ACCOUNT_NAME", account.value),
      "if grep -q 'sig=' \(file); then AZURE_ACCOUNT_SAS=$(cat \(file)) && export AZURE_ACCOUNT_SAS",
      "else AZURE_ACCOUNT_KEY=$(cat \(file)) && export AZURE_ACCOUNT_KEY; fi",
    ]
  }

  func plainCopies(in directory: String) throws(UnsayableValue) -> [String] { [] }
}

extension SFTP: RunbookStore {
  /// Only the host keys of the policy are trusted.
  func opening(at site: RunbookSite) throws(UnsayableValue) -> [String] {
    let config = [
      "Host sink", "  HostName \(host.value)", "  Port \(port)", "  User \(user.value)",
      "  HostKeyAlias sink", "  IdentityFile \(site.restored)/ssh/key", "  IdentitiesOnly yes",
      "  UserKnownHostsFile \(site.restored)/ssh/known_hosts", "  GlobalKnownHostsFile /dev/null",
      "  StrictHostKeyChecking yes", "  BatchMode yes",
    ]
    let known = hostKeys.map { "sink \($0.value)" }
    return [
      #"mkdir -p "$restored/ssh""#,
      "{ cat \(try ShellWord.quoted(site.file(ofSecret: privateKey))) && echo; } >\"$restored/ssh/key\"",
      "\(try RunbookCommand.line(["printf", #"%s\n"#] + known)) >\"$restored/ssh/known_hosts\"",
      "\(try RunbookCommand.line(["printf", #"%s\n"#] + config)) >\"$restored/ssh/config\"",
    ]
  }

  func resticOptions(at site: RunbookSite) -> [String] {
    ["-o", "sftp.command=ssh -F \(site.restored)/ssh/config sink -s sftp"]
  }

  func plainCopies(in directory: String) throws(UnsayableValue) -> [String] { [] }
}

/// A directory of the machine, or of the pod that has the claim.
private protocol RunbookDirectory: RunbookStore {}

extension RunbookDirectory {
  func opening(at site: RunbookSite) throws(UnsayableValue) -> [String] { [] }

  func plainCopies(in directory: String) throws(UnsayableValue) -> [String] {
    [try RunbookCommand.set("store", directory), ShellPart.runbookDirectory.functions]
  }

  var databasesPart: ShellPart? { .runbookDirectoryDatabases }
}

extension Folder: RunbookDirectory {}
extension VolumeClaim: RunbookDirectory {}
