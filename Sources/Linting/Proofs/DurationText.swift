extension Int {
  /// This number of seconds as people write it: `25h30m`, `90s`, from three days on `13d23h`.
  package var asDuration: String {
    if self == 0 { return "0s" }
    var text = ""
    var rest = self
    func add(_ unit: Int, _ letter: String) {
      if rest >= unit { text += "\(rest / unit)\(letter)" }
      rest %= unit
    }
    if self >= 3 * 86_400 { add(86_400, "d") }
    add(3600, "h")
    // Less than two minutes are written in seconds.
    if text.isEmpty, rest < 120, rest % 60 != 0 { return "\(rest)s" }
    add(60, "m")
    add(1, "s")
    return text
  }
}
