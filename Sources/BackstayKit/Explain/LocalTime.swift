internal import Schedules

extension Instant {
  /// The minute on a zone's clock for people: `Mon 2026-06-01 02:00`, and outside UTC the offset, ` +02:00`.
  func readable(in zone: Zone) -> String {
    let time = zone.civilMinute(at: self)
    let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][time.date.weekday]
    let offset = zone.changes == nil ? "" : " " + Self.text(ofOffset: zone.offset(at: self))
    return "\(weekday) \(time.text(between: " "))\(offset)"
  }

  /// The minute on a zone's clock in RFC 3339, such as `2026-06-01T02:00:00+02:00`; schedules know no seconds.
  func rfc3339(in zone: Zone) -> String {
    zone.civilMinute(at: self).text(between: "T") + ":00" + Self.text(ofOffset: zone.offset(at: self))
  }

  /// Seconds ahead of UTC as `+02:00`.
  private static func text(ofOffset seconds: Int64) -> String {
    let minutes = Int(seconds.magnitude) / 60
    return (seconds < 0 ? "-" : "+") + (minutes / 60).twoDigits + ":" + (minutes % 60).twoDigits
  }
}

extension CivilMinute {
  fileprivate func text(between: String) -> String {
    "\(date.year)-\(date.month.twoDigits)-\(date.day.twoDigits)\(between)\(hour.twoDigits):\(minute.twoDigits)"
  }
}

extension Int {
  /// A number below a hundred with a leading zero where it needs one.
  var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
