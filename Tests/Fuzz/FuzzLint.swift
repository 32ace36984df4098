import BackstayKit
import Diagnostics

/// What libFuzzer calls with each input: the whole front end, and the findings as text. It must return, and soon.
///
/// A file that a policy extends is the input itself, which makes circles.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLint(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let compiler = Compiler(asOf: 20_500, against: .builtin) { path in .success(SourceFile(path: path, bytes: bytes)) }
  let compilation = compiler.lint(SourceFile(path: "policy.yaml", bytes: bytes))
  precondition(!compilation.findingBytes(usesColour: false).contains(0), "a finding has a NUL in it")
  return 0
}
