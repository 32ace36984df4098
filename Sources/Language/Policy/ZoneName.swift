internal import Diagnostics
internal import Schedules

/// A time zone by its IANA name.
final class ZoneName: Defaultable {
  let value: Zone
  let written: String

  private init(_ value: Zone, written: String) {
    self.value = value
    self.written = written
  }

  static var utc: ZoneName { ZoneName(.utc, written: "UTC") }

  static func read(_ form: inout Form, at node: Int) -> ZoneName? {
    guard let name = Text.read(&form, at: node) else { return nil }
    guard let zone = Zone.named(name.value) else {
      form.reportZone(name)
      return nil
    }
    return ZoneName(zone, written: name.value)
  }

  static var schema: Schema {
    .string(
      StringSchema(
        pattern: "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$", expectation: "an IANA time zone",
        examples: ["Europe/Berlin", "UTC"]))
  }

  static var standIn: ZoneName { .utc }
}

extension Form {
  @inline(never)
  fileprivate mutating func reportZone(_ name: Text) {
    let near = Zone.suggestions(for: name.value)
    diagnostics.report(
      .unknownTimeZone,
      .init(
        "`\(name.value)` is not an IANA time zone",
        help: near.isEmpty ? "for example `Europe/Berlin`" : "did you mean \(Suggestions.list(near))?"),
      at: name.span)
  }
}
