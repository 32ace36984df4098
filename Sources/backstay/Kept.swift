import BackstayKit

/// What is never freed: the process ends with its last policy and frees all at once, and taking that apart value by value
/// would cost a tenth of a lint.
final class Kept {
  private let compilation: Compilation

  private init(_ compilation: Compilation) { self.compilation = compilation }

  static func keep(_ compilation: Compilation) { _ = Unmanaged.passRetained(Kept(compilation)) }
}
