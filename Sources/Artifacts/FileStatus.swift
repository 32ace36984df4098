#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What `lstat` says of an entry.
struct FileStatus: Equatable {
  enum Kind: Equatable {
    case file, directory, symbolicLink, other
  }

  /// Which file it is, whatever its name.
  struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  let kind: Kind
  /// The permission bits, with set-uid, set-gid and sticky.
  let mode: UInt16
  /// Bytes.
  let size: Int
  let identity: Identity
  /// The times of last access and last change, to give to a copy.
  let times: [timespec]

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    mode = UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
    size = Int(status.st_size)
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    #if canImport(Darwin)
      times = [status.st_atimespec, status.st_mtimespec]
    #else
      times = [status.st_atim, status.st_mtim]
    #endif
  }

  static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.kind == rhs.kind && lhs.mode == rhs.mode && lhs.size == rhs.size && lhs.identity == rhs.identity
  }
}
