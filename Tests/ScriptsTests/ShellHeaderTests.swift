import Testing

@testable import Scripts

struct ShellHeaderTests {
  @Test func `a header says what a part needs, calls, reads and runs`() {
    let header = ShellHeader(
      of: Array(
        """
        # shellcheck shell=sh disable=SC2034
        # How a thing is done.
        # needs: run lock|no-lock
        # calls: open_* ship_*
        # reads: prefix
        # reads: root
        # runs: awk

        do_thing() {
        """.utf8))
    #expect(header.title == "How a thing is done.")
    #expect(header.needs == [[.run], [.lock, .noLock]])
    #expect(header.calls == ["open_", "ship_"])
    #expect(header.reads == ["prefix", "root"])
    #expect(header.runs == ["awk"])
  }
}
