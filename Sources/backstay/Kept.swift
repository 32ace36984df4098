import BackstayKit

/// What is never released: the process ends with its last policy and frees everything at once; releasing that value by
/// value would cost a tenth of a lint.
final class Kept {
  private let compilation: Compilation

  private init(_ compilation: Compilation) { self.compilation = compilation }

  static func keep(_ compilation: Compilation) { _ = Unmanaged.passRetained(Kept(compilation)) }
}
