import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Writes two trees in turn below the folder given as first argument, until it is killed. With a number as second
// argument it writes once instead, allowed no file longer than so many bytes, and says what happened.

/// A tree whose every file, and half of whose names, depend on the edition.
func tree(_ edition: String) throws -> ArtifactTree {
  var tree = ArtifactTree()
  for number in 0..<12 {
    let contents = "edition: \(edition)\n" + String(repeating: "line \(number)\n", count: 200)
    try tree.add(Artifact(path: "certctl/helm/templates/\(number).yaml", contents: contents))
    try tree.add(Artifact(path: "certctl/only-\(edition)/\(number)", contents: contents, mode: 0o600))
  }
  try tree.add(Artifact(path: "certctl/helm/Chart.yaml", contents: "the same in both\n"))
  return tree
}

func say(_ text: String) {
  _ = Array(text.utf8).withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
}

// The thread of a test that starts this program may hold signals back, and its child inherits that.
var none = sigset_t()
sigemptyset(&none)
sigprocmask(SIG_SETMASK, &none, nil)

let arguments = CommandLine.arguments
do {
  if arguments.count == 3, let limit = rlim_t(arguments[2]) {
    signal(SIGXFSZ, SIG_IGN)
    var size = rlimit(rlim_cur: limit, rlim_max: limit)
    #if canImport(Darwin)
      let resource = RLIMIT_FSIZE
    #else
      let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #endif
    guard setrlimit(resource, &size) == 0 else { exit(4) }
    _ = try ArtifactWriter().write(try tree("b"), to: arguments[1], units: ["certctl"])
    exit(0)
  }
  let trees = [try tree("a"), try tree("b")]
  var turn = 0
  while true {
    _ = try ArtifactWriter().write(trees[turn % 2], to: arguments[1], units: ["certctl"])
    if turn == 0 { say("writing\n") }
    turn += 1
  }
} catch let error as ArtifactError {
  if case .system(_, let code) = error { exit(code == EFBIG || code == ENOSPC ? 28 : 5) }
  say(error.message + "\n")
  exit(3)
}
