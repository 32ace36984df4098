package import Diagnostics
import Formats

/// What every service of a policy names in `OnFailure=`: it logs the failure and leaves a file that monitoring sees.
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
    files.add(String(program.dropFirst()), mode: 0o755, at: span, &diagnostics) { () throws(UnsayableValue) in
      try script.rendered()
    }
    files.add("etc/sysusers.d/backstay-\(names.policy).conf", at: span, &diagnostics) { () throws(UnsayableValue) in
      try user.rendered()
    }
  }

  // No backup can have this name, so no backup's script can be in its place.
  private var program: String { names.programs + "/failure@" }

  private var unit: UnitFile {
    let comment = [
      "systemd starts this when a run of this policy fails. It logs the failure at priority err and leaves",
      "\(names.failed)/<unit>, which the next run that succeeds removes.",
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

  private var script: ShellScript {
    ShellScript(comment: header, [.function(Self.text), .call(["report_failure", .arguments])])
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

  // The line in the log comes first, because a full disk refuses the mark. systemd 251 and later tell the handler which
  // run failed and how; the journal of an older one is asked by unit.
  private static let text = #"""
    report_failure() {
      unit=$1
      result=${MONITOR_SERVICE_RESULT:-unknown}
      printf '<3>%s failed (%s): see journalctl --unit=%s\n' "$unit" "$result" "$unit" >&2
      umask 022
      mark=${STATE_DIRECTORY:?}/$unit
      printf 'unit=%s\nresult=%s\nfailed=%s\n' "$unit" "$result" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$mark.new"
      mv -f -- "$mark.new" "$mark"
      if [ -n "${MONITOR_INVOCATION_ID:-}" ]; then
        set -- "_SYSTEMD_INVOCATION_ID=$MONITOR_INVOCATION_ID"
      else
        set -- "--unit=$unit"
      fi
      journalctl --quiet --no-pager --output=cat --lines=10 "$@" |
        while IFS= read -r line; do
          printf '<3>%s: %s\n' "$unit" "$line" >&2
        done
    }
    """#
}
