import ASCII
import Diagnostics
import Planning
import Scripts

/// Finds what systemd doesn't support, at the policy's lines.
struct SystemdCheck {
  private let plan: BackupPlan
  private let machine: SystemdMachine

  /// The check of `plan` for the systemd that `settings` describes.
  init(plan: BackupPlan, settings: SystemdSettings) {
    self.plan = plan
    machine = SystemdMachine(plan: plan, settings: settings)
  }

  /// Reports everything, each fault once.
  func report(to diagnostics: inout Diagnostics) {
    checkVersion(&diagnostics)
    let longest = machine.names.longestPart
    let site = machine.site()
    check(name: plan.name, longest: longest, &diagnostics)
    for job in plan.jobs where job.isPhysical && !plan.isCarried(job) {
      diagnostics.refuse(
        "a physical backup needs the target `pgbackrest`", help: "declare it beside `systemd`", at: job.name.span)
    }
    for job in machine.jobs { check(job, longest: longest, site, &diagnostics) }
    for upkeep in machine.upkeep {
      for fault in RunScript.unsupported(upkeep, site: site) {
        diagnostics.report(.notSupportedByTarget, fault.message, at: fault.span)
      }
    }
    for drill in machine.drills { check(drill, longest: longest, &diagnostics) }
    FolderOwners(machine: machine).report(to: &diagnostics)
    for binding in machine.settings.bindings {
      guard case .file(let path) = binding.object else { continue }
      if path.value.utf8.first != UInt8(ascii: "/") {
        diagnostics.refuse("a secret's file must be an absolute path", at: path.span)
      }
      // systemd skips such a line with a warning, and the service starts without its secret.
      if path.value.contains("//") {
        diagnostics.refuse(
          "systemd rejects credential paths with `//`", help: "write one slash", at: path.span)
      }
    }
  }

  private func checkVersion(_ diagnostics: inout Diagnostics) {
    let version = machine.settings.version
    guard version < SystemdVersion.oldest else { return }
    diagnostics.refuse(
      "systemd \(version) can't pass secrets to a service",
      help: "use systemd \(SystemdVersion.oldest) or newer", at: machine.settings.origin)
  }

  private func check(_ job: Job, longest: Int, _ site: ScriptSite, _ diagnostics: inout Diagnostics) {
    check(name: job.name, longest: longest, &diagnostics)
    for fault in RunScript(job: job, plan: plan, site: site).unsupported() {
      diagnostics.report(.notSupportedByTarget, fault.message, at: fault.span)
    }
    for quantity in ResourceControl(job.resources).faults {
      diagnostics.refuse("`\(quantity.value)` is not a limit that systemd accepts", at: quantity.span)
    }
    if let user = job.runAs, !Self.isUserName(user.value) {
      diagnostics.refuse("`\(user.value)` is not a user name that systemd accepts", at: user.span)
    }
    checkPeers(of: job, &diagnostics)
    if case .physical = job.trigger {
      diagnostics.refuse("a physical cadence needs a physical method", at: job.name.span)
    }
  }

  private func check(_ drill: DrillPlan, longest: Int, _ diagnostics: inout Diagnostics) {
    check(name: drill.name, longest: longest - "drill-".utf8.count, &diagnostics)
    for fault in DrillScript.unsupported(drill, from: drill.shipments(in: plan)) {
      diagnostics.report(.notSupportedByTarget, fault.message, at: fault.span)
    }
    // The path of the server's socket: at most 107 bytes (unix(7)).
    if plan.name.value.utf8.count + drill.name.value.utf8.count > 59 {
      diagnostics.refuse(
        "the names of policy and drill make the path of the test server's socket too long",
        help: "shorten the drill's name", at: drill.name.span)
    }
    let owners = DrillUnits(machine: machine, drill: drill).owners
    if owners.count > 1 {
      diagnostics.refuse(
        "the drill restores copies of users `\(owners[0])` and `\(owners[1])`, and neither can read the other's",
        help: "give the backups the same `runAs`, or separate drills", at: drill.name.span)
    }
    if owners.contains("root"), machine.jobs(of: drill).contains(where: { $0.captures.contains { $0.isDatabase } }) {
      diagnostics.refuse(
        "PostgreSQL doesn't run as root, but the drill must read copies that belong to root",
        help: "give the backups a `runAs` other than root", at: drill.name.span)
    }
  }

  // The server compares the operating-system user with the role, and doesn't know our user.
  private func checkPeers(of job: Job, _ diagnostics: inout Diagnostics) {
    guard job.runAs == nil else { return }
    for capture in job.captures {
      guard case .postgresql(let server) = capture.source, server.authentication == .peer else { continue }
      if server.user?.value == machine.names.user { continue }
      diagnostics.refuse(
        "`peer` authentication works only as a user that the server knows",
        help: "add `runAs` to backup `\(job.name.value)`, or set `user: \(machine.names.user)`", at: server.origin)
    }
  }

  private func check(name: Text, longest: Int, _ diagnostics: inout Diagnostics) {
    if !UnitNames.isPlain(name.value) {
      diagnostics.refuse(
        "`\(name.value)` can't be part of a unit's name", help: "use letters, digits, `-`, `_` and `.`", at: name.span)
    } else if name.value.utf8.count > longest {
      diagnostics.refuse("`\(name.value)` makes the unit's name too long", at: name.span)
    }
  }

  // systemd's "strict" rule for `User=`, which also bounds the length.
  private static func isUserName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 31 else { return false }
    return (first.isLetter || first == UInt8(ascii: "_"))
      && name.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
  }
}
