import Diagnostics
import Foundation
import Language
import Linting
import YAMLSyntax

// Reads the policies of a folder, then proves each with every rule, and prints how long either took in all, in
// nanoseconds: `{"policies": 500, "errors": 12, "reading": 41234567, "proving": 98765432}`. `errors` counts the policies
// that a rule finds an error in; one that can't be read ends the program.

/// What is measured: the least of three rounds, which is the one that others on the machine disturbed least.
struct Measurement: Encodable {
  var policies = 0
  var errors = 0
  var reading = Int64.max
  var proving = Int64.max
}

func nanoseconds(_ work: () -> Void) -> Int64 {
  let elapsed = ContinuousClock().measure(work).components
  return elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000
}

let folder = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? ".")
let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
let files = try names.map { name in
  SourceFile(path: name, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
}

var measurement = Measurement()
for _ in 0..<3 {
  var policies: [Policy] = []
  let reading = nanoseconds {
    for file in files {
      var diagnostics = Diagnostics()
      guard let tree = YAMLParser.parse(file, at: 0, &diagnostics) else { fatalError("\(file.path) is no YAML") }
      for case .policy(let policy) in Document.read(tree, &diagnostics) { policies.append(policy) }
    }
  }
  guard policies.count == files.count else {
    fatalError("\(files.count - policies.count) policies have faults of form")
  }
  var errors = 0
  let proving = nanoseconds {
    for policy in policies {
      var diagnostics = Diagnostics()
      if Linter.validate(policy, asOf: 20_758, &diagnostics) == nil { errors += 1 }
    }
  }
  measurement.policies = policies.count
  measurement.errors = errors
  measurement.reading = min(measurement.reading, reading)
  measurement.proving = min(measurement.proving, proving)
}
print(String(decoding: try JSONEncoder().encode(measurement), as: UTF8.self))
