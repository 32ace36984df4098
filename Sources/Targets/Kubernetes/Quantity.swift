/// Amounts as Kubernetes and people write them.
enum Quantity {
  /// Bytes in the largest binary unit that is exact. For example: `2Gi`, `384Mi`, `1500`.
  static func bytes(_ count: Int) -> String {
    for (unit, shift) in [("Ti", 40), ("Gi", 30), ("Mi", 20), ("Ki", 10)] where count > 0 {
      if count & ((1 << shift) - 1) == 0 { return "\(count >> shift)\(unit)" }
    }
    return "\(count)"
  }

  /// Bytes rounded up to whole mebibytes, so that volume limits are readable.
  static func wholeMebibytes(_ count: Int) -> Int { (count + mebibyte - 1) / mebibyte * mebibyte }

  /// Seconds in the largest unit that is exact. For example: `31d`, `90m`, `45s`.
  static func duration(_ seconds: Int) -> String {
    for (unit, length) in [("d", 86_400), ("h", 3600), ("m", 60)] where seconds > 0 && seconds % length == 0 {
      return "\(seconds / length)\(unit)"
    }
    return "\(seconds)s"
  }

  /// The bytes of one mebibyte.
  static let mebibyte = 1 << 20
}
