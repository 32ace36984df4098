import Testing

@testable import Diagnostics
@testable import Planning
@testable import Targets

struct MetricsFilesTests {
  @Test func `a link leads from the collector's folder to a file that is there before the first run`() {
    let lines = MetricsFiles(names: UnitNames(policy: "wiki")).lines(["nightly"], in: Text("/srv/metrics", at: .none))
    #expect(
      lines == [
        ["d", "/var/lib/backstay/wiki/metrics", "0775", "backstay-wiki", "backstay-wiki", "-"],
        ["f", "/var/lib/backstay/wiki/metrics/nightly.prom", "0644", "backstay-wiki", "backstay-wiki", "-"],
        [
          "L+", "/srv/metrics/backstay-wiki-nightly.prom", "-", "-", "-", "-",
          "/var/lib/backstay/wiki/metrics/nightly.prom",
        ],
      ])
  }
}
