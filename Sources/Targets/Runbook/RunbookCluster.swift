import Diagnostics
import Formats
import Planning

/// A restore in a cluster: commands run in the containers of a pod that is made for it, which have the policy's own images.
struct RunbookCluster {
  let settings: KubernetesSettings

  /// The object that holds a secret, and its key.
  func holder(of secret: Text) -> BoundSecret? {
    for binding in settings.bindings where binding.name.value == secret.value {
      switch binding.object {
      case .secret(let name, let key?, _):
        return BoundSecret(name: secret.value, isConfigMap: false, object: name.value, key: key.value)
      case .configMap(let name, let key?, _):
        return BoundSecret(name: secret.value, isConfigMap: true, object: name.value, key: key.value)
      default: continue
      }
    }
    return nil
  }

  /// The host that a binding replaces the policy's with.
  func host(of material: Text) -> Text? {
    for binding in settings.bindings where binding.name.value == material.value {
      if case .host(let host) = binding.object { return host }
    }
    return nil
  }

  /// `kubectl` for the policy's namespace, with further words.
  func kubectl(_ words: String...) throws(UnsayableValue) -> String {
    try RunbookCommand.line(["kubectl", "--namespace", settings.namespace.value] + words)
  }
}

/// The shell in which commands run. On a machine, all of them are the person's shell.
enum RunbookShell: Equatable {
  /// What every other one knows too.
  case session
  /// Where files are unpacked.
  case files
  case sink(String)
  case server(Int)
  /// The person's local shell, away from the copies.
  case own
}

extension RunbookSite {
  /// The name of the pod, and of what belongs to it.
  var pod: String { ObjectName.joined("restore", plan.name.value) }

  /// The container of a shell.
  func container(of shell: RunbookShell) -> String {
    switch shell {
    case .sink(let name): return "sink-\(name)"
    case .server(let number): return "server-\(number)"
    case .session, .files, .own:
      if !RunbookDatabase.all(at: self).isEmpty { return "server-1" }
      return RunbookSink.all(of: jobs).first.map { "sink-\($0.name)" } ?? "server-1"
    }
  }

  /// Settings and functions as a block that leaves them where every block of `shell` finds them.
  func defining(_ text: String, in shell: RunbookShell) -> String {
    guard cluster != nil, shell != .own else { return text }
    let file = shell == .session ? "session" : container(of: shell)
    let end = Self.delimiter("END_OF_DEFINITIONS", notIn: text)
    return sent("cat >>/restored/\(file).sh <<'\(end)'\n\(text)\n\(end)", to: shell)
  }

  /// Commands as a block that runs them in `shell`.
  func running(_ text: String, in shell: RunbookShell) -> String {
    cluster != nil && shell != .own ? sent(text, to: shell) : text
  }

  private func sent(_ text: String, to shell: RunbookShell) -> String {
    let end = Self.delimiter("END_OF_BLOCK", notIn: text)
    return "in_pod \(container(of: shell)) <<'\(end)'\n\(text)\n\(end)"
  }

  /// A line that isn't one of `text`.
  private static func delimiter(_ word: String, notIn text: String) -> String {
    var delimiter = word
    while holds(text, line: delimiter) { delimiter += "_" }
    return delimiter
  }
}
