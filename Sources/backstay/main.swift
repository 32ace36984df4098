#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// A reader that went away is output that can't be written, which has a status of its own.
signal(SIGPIPE, SIG_IGN)
// So is a file that would be larger than files may be; ending on the spot would leave a half-written one behind.
signal(SIGXFSZ, SIG_IGN)

// `lint FILE…` is what a hook calls on every commit. ArgumentParser would cost ten times the lint itself, so a call
// that has nothing but files goes straight past it; everything else, and every option, is parsed. Both ways end in
// `LintRun`, and a test holds them together.
if let paths = PlainLint.paths(in: CommandLine.argc, CommandLine.unsafeArgv) {
  leave(LintRun(paths: paths).run())
}
leave(BackstayCommand.status(of: Array(CommandLine.arguments.dropFirst())))
