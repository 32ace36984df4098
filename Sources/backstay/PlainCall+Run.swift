import PlainCalls

extension PlainCall {
  /// Does what was called for.
  func run() -> ExitStatus {
    switch self {
    case .lint(let paths): LintRun(paths: paths).run()
    case .compile(let paths, let output): CompileRun(paths: paths, output: output).run()
    }
  }
}
