import Diagnostics
import Planning
import Scripts

/// Finds what systemd can't carry out, at the policy's lines.
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
    for job in plan.jobs where job.isPhysical && plan.pgbackrest == nil {
      refuse(
        "a physical backup needs the target `pgbackrest`", at: job.name.span,
        help: "declare it beside `systemd`", &diagnostics)
    }
    for job in machine.jobs { check(job, longest: longest, site, &diagnostics) }
    for upkeep in machine.upkeep {
      for fault in RunScript.unsupported(upkeep, site: site) {
        diagnostics.error(Self.code, fault.message, at: fault.span)
      }
    }
    for drill in machine.drills { check(drill, longest: longest, &diagnostics) }
    FolderOwners(machine: machine).report(to: &diagnostics)
    for binding in machine.settings.bindings {
      guard case .file(let path) = binding.object else { continue }
      if path.value.utf8.first != UInt8(ascii: "/") {
        refuse("a secret's file must be an absolute path", at: path.span, help: nil, &diagnostics)
      }
      // systemd passes over such a line with a warning, and the service is started without its secret.
      if path.value.contains("//") {
        refuse(
          "systemd takes no credential from a path with `//` in it", at: path.span, help: "write one slash",
          &diagnostics)
      }
    }
  }

  private func checkVersion(_ diagnostics: inout Diagnostics) {
    let version = machine.settings.version
    guard version < SystemdVersion.oldest else { return }
    refuse(
      "systemd \(version) can't hand secrets to a service", at: machine.settings.origin,
      help: "systemd \(SystemdVersion.oldest) is the oldest that can.", &diagnostics)
  }

  private func check(_ job: Job, longest: Int, _ site: ScriptSite, _ diagnostics: inout Diagnostics) {
    check(name: job.name, longest: longest, &diagnostics)
    for fault in RunScript(job: job, plan: plan, site: site).unsupported() {
      diagnostics.error(Self.code, fault.message, at: fault.span)
    }
    for quantity in ResourceControl(job.resources).faults {
      refuse("`\(quantity.value)` is no quantity that systemd can bound", at: quantity.span, help: nil, &diagnostics)
    }
    if let user = job.runAs, !Self.isUserName(user.value) {
      refuse("`\(user.value)` is no name that systemd accepts for a user", at: user.span, help: nil, &diagnostics)
    }
    checkPeers(of: job, &diagnostics)
    if case .physical = job.trigger {
      refuse("a physical cadence needs a physical method", at: job.name.span, help: nil, &diagnostics)
    }
  }

  private func check(_ drill: DrillPlan, longest: Int, _ diagnostics: inout Diagnostics) {
    check(name: drill.name, longest: longest - "drill-".utf8.count, &diagnostics)
    for fault in DrillScript.unsupported(drill, from: drill.shipments(in: plan)) {
      diagnostics.error(Self.code, fault.message, at: fault.span)
    }
    // The path of the server's socket: at most 107 bytes (unix(7)).
    if plan.name.value.utf8.count + drill.name.value.utf8.count > 59 {
      refuse(
        "the names of policy and drill are too long for a server's socket below the service's cache",
        at: drill.name.span, help: "give the drill a shorter name", &diagnostics)
    }
    let owners = DrillUnits(machine: machine, drill: drill).owners
    if owners.count > 1 {
      refuse(
        "the drill restores copies of users `\(owners[0])` and `\(owners[1])`, and neither can read the other's",
        at: drill.name.span, help: "give the backups the same `runAs`, or drills of their own", &diagnostics)
    }
    if owners.contains("root"), machine.jobs(of: drill).contains(where: { $0.captures.contains { $0.isDatabase } }) {
      refuse(
        "a PostgreSQL server doesn't run as root, and the drill has to read copies of root", at: drill.name.span,
        help: "give the backups a `runAs` other than root", &diagnostics)
    }
  }

  // The server compares the operating-system user with the role: our own user is nobody to it.
  private func checkPeers(of job: Job, _ diagnostics: inout Diagnostics) {
    guard job.runAs == nil else { return }
    for capture in job.captures {
      guard case .postgresql(let server) = capture.source, server.authentication == .peer else { continue }
      if server.user?.value == machine.names.user { continue }
      refuse(
        "`peer` authentication needs a run by the user that the server knows", at: server.origin,
        help: "add `runAs` to backup `\(job.name.value)`, or name `user: \(machine.names.user)`", &diagnostics)
    }
  }

  private func check(name: Text, longest: Int, _ diagnostics: inout Diagnostics) {
    if !UnitNames.isPlain(name.value) {
      refuse(
        "`\(name.value)` can't be part of a unit's name", at: name.span,
        help: "use letters, digits, `-`, `_` and `.`", &diagnostics)
    } else if name.value.utf8.count > longest {
      refuse("a unit's name with `\(name.value)` in it would be too long", at: name.span, help: nil, &diagnostics)
    }
  }

  private func refuse(_ text: String, at span: Span, help: String?, _ diagnostics: inout Diagnostics) {
    diagnostics.error(Self.code, .init(text, help: help), at: span)
  }

  // systemd's "strict" rule for `User=`, which also bounds the length.
  private static func isUserName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 31 else { return false }
    return isLetter(first) && name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || byte == UInt8(ascii: "_")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// The code of every finding here.
  static let code = "not-supported-by-target"
}
