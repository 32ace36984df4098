#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How two folders are swapped.
package enum SwapMethod: Sendable {
  /// In one step, so that there is always one in place; in two if the file system doesn't support that.
  case exchange
  /// In two renames: a run killed between them leaves the place empty, and the next run puts the old folder back.
  case twoRenames
}

extension Directory {
  /// Exchanges two entries of one file system in one step; returns false if the file system can't.
  func exchange(_ name: String, with folder: borrowing Directory, _ other: String) throws(ArtifactError) -> Bool {
    #if canImport(Darwin)
      let result = Int(renameatx_np(descriptor, name, folder.descriptor, other, UInt32(RENAME_SWAP)))
    #else
      let result = systemCall(renameat2Number, Int(descriptor), name, Int(folder.descriptor), other, renameExchange)
    #endif
    if result == 0 { return true }
    switch errno {
    // What NFS, some FUSE file systems and kernels before 3.15 return.
    case EINVAL, ENOSYS, ENOTSUP: return false
    default: throw .system(path: path + "/" + name, code: errno)
    }
  }
}

#if !canImport(Darwin)
  // Swift sees neither `renameat2`, which glibc declares for _GNU_SOURCE only and musl 1.2.5 lacks, nor `syscall`,
  // which is variadic. Its integer and pointer arguments travel alike in the Swift and the C calling convention.
  @_silgen_name("syscall")
  private func systemCall(
    _ number: Int, _ oldFolder: Int, _ oldName: UnsafePointer<CChar>, _ newFolder: Int,
    _ newName: UnsafePointer<CChar>, _ flags: Int
  ) -> Int

  /// `RENAME_EXCHANGE` of linux/fs.h.
  private let renameExchange = 2

  /// `__NR_renameat2` of asm/unistd.h; all newer architectures share one table.
  #if arch(x86_64)
    private let renameat2Number = 316
  #else
    private let renameat2Number = 276
  #endif
#endif
