package import Diagnostics
import Formats
package import Planning
import Scripts

/// The `OnFailure=` handler of all services of a policy: it logs the failure and creates a file for monitoring.
package struct FailureHandler: Sendable {
  private let names: UnitNames
  private let version: Int
  private let header: [String]

  /// The handler of the policy that `names` is of, for `version` of systemd; `header` begins each of its files.
  package init(names: UnitNames, version: Int, header: [String]) {
    self.names = names
    self.version = version
    self.header = header
  }

  /// Adds the template unit, the program it runs, and the user that runs it.
  package func add(to files: inout MachineFiles, at span: Span, _ diagnostics: inout Diagnostics) {
    files.add(unit: "\(names.failureTemplate)@.service", unit, at: span, &diagnostics)
    files.add(
      program, Script(comment: header, parts: [.failure], calls: [.call(["report_failure", .arguments])]), at: span)
    files.add("etc/sysusers.d/backstay-\(names.policy).conf", at: span, &diagnostics) { () throws(UnsayableValue) in
      try user.rendered()
    }
  }

  // No backup can have this name, so no script can collide with it.
  private var program: String { names.programs + "/failure@" }

  private var unit: UnitFile {
    let comment = [
      "systemd starts this when a run of this policy fails. It logs the failure at priority err and creates",
      "\(names.failed)/<unit>, which the next successful run removes.",
    ]
    let unit = UnitFile.Section(
      "Unit", ["Description": .literal("Report that %i failed")])
    var service = UnitFile.Section(
      "Service",
      [
        "Type": .literal("oneshot"),
        "ExecStart": .commandWords([.text(program), .expanded("%i")]),
        "TimeoutStartSec": .literal("60"),
        "User": .text(names.user),
        "SupplementaryGroups": .literal("systemd-journal"),
        "StateDirectory": .words([names.failedBelowState]),
        "StateDirectoryMode": .literal("0775"),
        "SyslogIdentifier": .text(names.failureTemplate),
        "LogRateLimitIntervalSec": .literal("0"),
      ])
    Sandbox(network: .none).append(to: &service, version: version)
    return UnitFile(comment: header + comment, sections: [unit, service])
  }

  private var user: SystemFileLines {
    SystemFileLines(
      comment: header + [
        "After copying: systemd-sysusers && systemd-tmpfiles --create && systemctl daemon-reload"
      ],
      lines: [
        ["u", names.user, "-", "Backups of \(names.policy)"],
        // systemd's own, which the handler needs to read the journal.
        ["g", "systemd-journal", "-"],
      ])
  }
}
