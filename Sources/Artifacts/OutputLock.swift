#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Directory {
  /// Takes the folder's lock, which is held until it is closed or the process ends in any way.
  ///
  /// The lock is on the folder itself and leaves no file behind. A file system without locks on folders, such as NFS,
  /// gives none: there, two concurrent runs are not kept apart.
  func lock(waiting milliseconds: Int) throws(ArtifactError) {
    let pause = 20
    for attempt in 0... {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      switch errno {
      case EWOULDBLOCK where attempt * pause >= milliseconds: throw .busy(path: path)
      case EWOULDBLOCK, EINTR: usleep(UInt32(pause * 1000))
      case EBADF, EINVAL, ENOTSUP, ENOSYS, ENOLCK: return
      default: throw .system(path: path, code: errno)
      }
    }
  }
}

/// Blocks the signals with which a person or a service manager ends a program, for the calling thread, while `body`
/// runs; one that arrived meanwhile takes effect afterwards.
func holdingBackSignals<Result>(_ body: () throws(ArtifactError) -> Result) throws(ArtifactError) -> Result {
  var held = sigset_t()
  var before = sigset_t()
  sigemptyset(&held)
  for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&held, signal) }
  pthread_sigmask(SIG_BLOCK, &held, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return try body()
}
