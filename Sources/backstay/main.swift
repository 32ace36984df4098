import PlainCalls

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

// ArgumentParser costs ten times a lint, so calls that have nothing but files, and the folder to write to, go straight
// past it; everything else, and every other option, is parsed. Both ways end in the same run, and tests hold them together.
if let call = PlainCall(CommandLine.argc, CommandLine.unsafeArgv) { leave(call.run()) }
leave(BackstayCommand.status(of: Array(CommandLine.arguments.dropFirst())))
