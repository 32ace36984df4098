internal import ASCII
import Diagnostics
import Planning

extension SFTP: ScriptedStore {
  var accessPart: ShellPart { .accessSftp }
  var objectParts: ObjectParts? { nil }

  var settings: Settings {
    var settings: Settings = []
    settings.set("host", host.value)
    settings.set("port", "\(port)")
    settings.set("user", user.value)
    settings.set("private_key", privateKey.value)
    settings.set("host_keys", hostKeys.map { $0.value }.joined(separator: "\n"))
    return settings
  }

  // The host and all else of the connection stand in a configuration of ssh, under this name.
  func resticRepository(in directory: String) -> String { "sftp:sink:\(path.value)" }

  func obstacles(to repository: RepositoryPlan, at site: ScriptSite) -> [RunScript.Unsupported] {
    var found: [RunScript.Unsupported] = []
    for text in [host, user] where text.value.isEmpty || !text.value.utf8.allSatisfy(Self.isPlain) {
      found.append(
        RunScript.Unsupported(
          "`\(text.value)` can't stand in a configuration of ssh", help: "use a plain name", at: text.span))
    }
    if hostKeys.isEmpty {
      found.append(
        RunScript.Unsupported("the host is never trusted on first use", help: "list its `hostKeys`", at: origin))
    }
    for key in hostKeys where key.value.utf8.contains(UInt8(ascii: "\n")) {
      found.append(
        RunScript.Unsupported("a host key is a single line", help: "list each key by itself", at: key.span))
    }
    return found
  }

  /// Whether a byte means nothing to ssh's configuration: a letter, a digit or one of `.-_:@`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "@"): true
    default: byte.isLetterOrDigit
    }
  }
}
