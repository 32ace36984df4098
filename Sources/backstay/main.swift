import PlainCalls

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// If the reader has gone away, output can't be written, which has its own exit status.
signal(SIGPIPE, SIG_IGN)
// The same holds for a file beyond the size limit; being killed by the signal would leave a half-written file behind.
signal(SIGXFSZ, SIG_IGN)

// ArgumentParser costs ten times a lint, so calls with only files, and the folder to write to, bypass it; everything
// else, and every other option, is parsed. Both paths end in the same run, and tests compare them.
if let call = PlainCall(CommandLine.argc, CommandLine.unsafeArgv) { leave(call.run()) }
leave(BackstayCommand.status(of: Array(CommandLine.arguments.dropFirst())))
