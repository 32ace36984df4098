@testable import Planning

extension Capture {
  /// The same capture by another method.
  func by(_ method: Method) -> Capture {
    Capture(material: material, method: method, source: source, expectedBytes: expectedBytes)
  }
}
