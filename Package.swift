// swift-tools-version:6.2
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// On Linux a release build is one static, stripped file: the dynamic loader would cost more than a whole lint.
// The three libraries are what ArgumentParser's FoundationEssentials needs when it is linked that way.
let staticExecutable = LinkerSetting.unsafeFlags(
  [
    "-static-executable", "-Xlinker", "-s",
    "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization",
  ],
  .when(platforms: [.linux], configuration: .release))

// The runtime would build each generic type that a program touches from its mangled name, parsing the name and searching
// all conformances; direct calls of the types' accessors cost a third of that, and a lint is little else.
let directMetadata = SwiftSetting.unsafeFlags(
  ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
  .when(platforms: [.linux], configuration: .release))

let package = Package(
  name: "backstay",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "backstay", targets: ["backstay"]),
    .library(name: "BackstayKit", targets: ["BackstayKit"]),
  ],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2"))],
  targets: [
    // The C library that reads YAML; Debian calls it libyaml-dev.
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // What a byte is in ASCII.
    .target(name: "ASCII"),
    // Source files, spans, findings and how they are printed.
    .target(name: "Diagnostics"),
    // YAML text to a flat tree whose nodes know their exact spans.
    .target(name: "YAMLSyntax", dependencies: ["ASCII", "Diagnostics", "CLibYAML"]),
    // Instants, zones, cron and OnCalendar: pure.
    .target(name: "Schedules", dependencies: ["ASCII"]),
    // The policy language: fields declared once, read and described by `Form`.
    .target(name: "Language", dependencies: ["ASCII", "Diagnostics", "YAMLSyntax", "Schedules"]),
    // Rules over a policy that was read, and the proof type that only they can make.
    .target(name: "Linting", dependencies: ["Diagnostics", "Language", "Schedules"]),
    // What is to be done, every default resolved, independent of any target.
    .target(name: "Planning", dependencies: ["ASCII", "Diagnostics", "Language", "Schedules", "Linting"]),
    // Structured documents and the quoting of each format.
    .target(name: "Formats", dependencies: ["ASCII"]),
    // Trees of generated files, and writing them all or not at all.
    .target(name: "Artifacts"),
    // The library of shell functions, and the scripts that call them.
    .target(
      name: "Scripts", dependencies: ["ASCII", "Diagnostics", "Planning", "Schedules", "Formats"],
      resources: [.embedInCode("shell")]),
    // One folder a target; none of them sees the policy language.
    .target(
      name: "Targets",
      dependencies: ["ASCII", "Diagnostics", "Planning", "Schedules", "Formats", "Artifacts", "Scripts"]),
    // The pipeline from source file to artifacts.
    .target(
      name: "BackstayKit",
      dependencies: [
        "ASCII", "Diagnostics", "YAMLSyntax", "Schedules", "Language", "Linting", "Planning", "Formats", "Artifacts",
        "Targets",
      ]),
    // Every checked-in file that the program can produce, as one list.
    .target(
      name: "GeneratedFiles",
      dependencies: [
        "Diagnostics", "Schedules", "Language", "Linting", "Planning", "Formats", "Artifacts", "Targets", "BackstayKit",
      ]),
    // Calls that need no parser, apart from the command line so that tests can ask which they are.
    .target(name: "PlainCalls"),
    // The command line.
    .executableTarget(
      name: "backstay",
      dependencies: ["Diagnostics", "Artifacts", "Targets", "BackstayKit", "PlainCalls", argumentParser],
      linkerSettings: [staticExecutable]),
    // Writes the checked-in generated files, or checks them.
    .executableTarget(name: "regenerate", dependencies: ["GeneratedFiles", argumentParser]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(name: "YAMLSyntaxTests", dependencies: ["YAMLSyntax", "Diagnostics"]),
    // Reads values of `OnCalendar=` as systemd does, to judge what is written for it.
    .target(name: "OnCalendarReading", dependencies: ["Schedules"], path: "Tests/Support/OnCalendarReading"),
    .testTarget(name: "SchedulesTests", dependencies: ["Schedules", "OnCalendarReading", "GeneratedFiles"]),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "Diagnostics", "YAMLSyntax", "GeneratedFiles"]),
    .testTarget(
      name: "LintingTests",
      dependencies: ["Linting", "Language", "Diagnostics", "Schedules", "YAMLSyntax", "GeneratedFiles"]),
    .testTarget(name: "PlanningTests", dependencies: ["Planning", "Diagnostics", "Schedules", "BackstayKit"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats"]),
    .testTarget(name: "ArtifactsTests", dependencies: ["Artifacts", "WriterLoop"], exclude: ["WriterLoop"]),
    // Writes two trees in turn until it is killed; a test kills it at random moments.
    .executableTarget(name: "WriterLoop", dependencies: ["Artifacts"], path: "Tests/ArtifactsTests/WriterLoop"),
    // The shell library tried alone, in dash and busybox.
    .testTarget(name: "ScriptsTests", dependencies: ["Scripts", "GeneratedFiles"]),
    .testTarget(
      name: "TargetsTests",
      dependencies: [
        "Targets", "Scripts", "Planning", "Diagnostics", "Schedules", "Formats", "Artifacts", "BackstayKit",
      ]),
    .testTarget(
      name: "GeneratedFilesTests",
      dependencies: ["GeneratedFiles", "Diagnostics", "Artifacts", "Linting", "Targets", "BackstayKit"]),
    // Spawns the executable that lies beside the test bundle; it can't depend on it, for its linker settings.
    .testTarget(name: "CommandLineTests", dependencies: ["PlainCalls"]),
    // Reads documents, one a line, and says what is wrong with the structure of each: one side of a comparison.
    .executableTarget(
      name: "probe-structure", dependencies: ["Diagnostics", "YAMLSyntax", "Language"],
      path: "Tests/Consumers/probes/ProbeStructure"),
    // Reads copies and a retention, one question a line, and says which are kept: one side of a comparison.
    .executableTarget(
      name: "probe-retention", dependencies: ["Schedules"], path: "Tests/Consumers/probes/ProbeRetention"),
    // Answers questions about schedules, one a line: one side of comparisons with other programs.
    .executableTarget(
      name: "probe-schedules", dependencies: ["Schedules", "OnCalendarReading"],
      path: "Tests/Consumers/probes/ProbeSchedules"),
    // The front end for libFuzzer, which brings a `main` of its own: linked by `Tests/fuzz` alone.
    .target(name: "Fuzz", dependencies: ["BackstayKit", "Diagnostics"], path: "Tests/Fuzz"),
    // Times the proofs of a fleet of policies.
    .executableTarget(
      name: "measure-proofs", dependencies: ["Diagnostics", "YAMLSyntax", "Language", "Linting"],
      path: "Tests/Performance/MeasureProofs"),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    directMetadata,
  ]
}
