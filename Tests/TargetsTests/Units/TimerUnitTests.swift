import Diagnostics
import Formats
import Schedules
import Testing

@testable import Planning
@testable import Targets

struct TimerUnitTests {
  private func timer(_ schedules: [Schedule], catchUp: Bool = true, suspended: Bool = false) throws -> String {
    try TimerUnit(
      comment: ["Made."], description: "Times", service: "x.service", schedules: schedules, catchUp: catchUp,
      suspended: suspended
    ).file.rendered()
  }

  @Test func `a timer starts at the exact instants and nothing else`() throws {
    #expect(
      try timer([SystemdPlans.daily(2)]) == """
        # Made.

        [Unit]
        Description=Times

        [Timer]
        OnCalendar=*-*-* 02:00:00 UTC
        AccuracySec=1s
        RandomizedDelaySec=0
        Persistent=true
        Unit=x.service

        [Install]
        WantedBy=timers.target

        """)
  }

  @Test func `each schedule has its lines, and the same line stands once`() throws {
    let text = try timer([SystemdPlans.daily(2), SystemdPlans.daily(2), SystemdPlans.daily(14)])
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("OnCalendar=") }.count == 2)
  }

  @Test func `the zone is part of the line`() throws {
    let berlin = try #require(Zone.named("Europe/Berlin"))
    #expect(try timer([SystemdPlans.daily(3, zone: berlin)]).contains("OnCalendar=*-*-* 03:00:00 Europe/Berlin\n"))
  }

  @Test func `missed starts stay missed where the policy says so`() throws {
    #expect(try timer([SystemdPlans.daily(2)], catchUp: false).contains("Persistent=false\n"))
  }

  @Test func `a suspended timer can be enabled but not start`() throws {
    let text = try timer([SystemdPlans.daily(2)], suspended: true)
    #expect(text.contains("ConditionPathExists=!/\n"))
    #expect(text.contains("WantedBy=timers.target\n"))
    #expect(try !timer([SystemdPlans.daily(2)]).contains("Condition"))
  }
}
