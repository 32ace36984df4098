import GeneratedFiles
import Testing

/// The reader of records knows nothing of what is read.
@Suite struct FormWordsTests {
  static let words = [
    "backup", "restore", "sink", "retention", "cadence", "cron", "schedule", "material", "secret", "drill", "bucket",
    "postgres", "pgbackrest", "restic", "borg", "kubernetes", "systemd", "helm", "planning", "linting",
  ]

  @Test(arguments: PackageRoot.names(in: "Sources/Language/Form"))
  func formNamesNothingOfBackup(file: String) throws {
    let text = try PackageRoot.text(of: "Sources/Language/Form/\(file)")
    for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
      let lower = line.lowercased()
      for word in Self.words { #expect(!lower.contains(word), "\(file): \(line)") }
    }
  }
}
