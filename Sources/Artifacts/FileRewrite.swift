#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Changes a file that a person wrote, so that it is at every moment entirely the old one or entirely the new one.
package enum FileRewrite {
  /// Replaces the old bytes, with the same permissions and, as far as permitted, the same owner. A symbolic link stays,
  /// and its target is rewritten.
  ///
  /// Throws `changedMeanwhile` if the file no longer has the old bytes. Every error names the path that was given.
  package static func rewrite(_ path: String, from old: [UInt8], to new: [UInt8]) throws(ArtifactError) {
    do {
      try rewrite(path, from: old, to: new, links: 0)
    } catch .system(_, let code) {
      throw .system(path: path, code: code)
    } catch .changedMeanwhile {
      throw .changedMeanwhile(path: path)
    } catch .unsupportedFile {
      throw .unsupportedFile(path: path)
    }
  }

  /// Follows links one by one, not by absolute paths, because we may not have access to folders above.
  private static func rewrite(
    _ path: String, from old: [UInt8], to new: [UInt8], links: Int
  ) throws(ArtifactError) {
    let bytes = Array(path.utf8)
    let start = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    let name = String(decoding: bytes[start...], as: UTF8.self)
    let above = String(decoding: bytes[..<start], as: UTF8.self)
    guard let folder = try Directory.open(above.isEmpty ? "." : above), let status = try folder.status(name) else {
      throw .system(path: path, code: ENOENT)
    }
    switch status.kind {
    case .file: try rewrite(name, status, in: folder, from: old, to: new)
    case .symbolicLink:
      // As many as the kernel follows.
      guard links < 40 else { throw .system(path: path, code: ELOOP) }
      let target = try folder.target(ofLink: name)
      let isAbsolute = target.utf8.first == UInt8(ascii: "/")
      try rewrite(isAbsolute ? target : above + target, from: old, to: new, links: links + 1)
    case .directory, .other: throw .unsupportedFile(path: path)
    }
  }

  private static func rewrite(
    _ name: String, _ status: FileStatus, in folder: borrowing Directory, from old: [UInt8], to new: [UInt8]
  ) throws(ArtifactError) {
    // Anyone who may write to a folder may replace its files, but a read-only file is read-only on purpose.
    let writable = retrying { openat(folder.descriptor, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC) }
    guard writable >= 0 else { throw .system(path: name, code: errno) }
    close(writable)
    guard try folder.contents(name, expecting: status.identity) == old else { throw .changedMeanwhile(path: name) }
    // Of a fixed length, because the file's own name may already have the maximum length.
    let temporary = ".backstay-fix-\(getpid())"
    try holdingBackSignals { () throws(ArtifactError) in
      do throws(ArtifactError) {
        try folder.create(temporary, new, mode: status.mode)
        try folder.takeOver(temporary, ownerOf: name, mode: status.mode)
        try folder.sync(temporary)
        try folder.rename(temporary, to: folder, name)
      } catch {
        // A file that already has our name is not ours to remove.
        if case .system(_, EEXIST) = error { throw error }
        unlinkat(folder.descriptor, temporary, 0)
        throw error
      }
    }
  }
}

extension Directory {
  /// Gives a file the owner and group of another, as far as permitted, and permission bits.
  fileprivate func takeOver(_ name: String, ownerOf other: String, mode: UInt16) throws(ArtifactError) {
    var status = stat()
    guard fstatat(descriptor, other, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .system(path: path + "/" + other, code: errno)
    }
    if fchownat(descriptor, name, status.st_uid, status.st_gid, AT_SYMLINK_NOFOLLOW) != 0 {
      _ = fchownat(descriptor, name, uid_t.max, status.st_gid, AT_SYMLINK_NOFOLLOW)
    }
    // After the owner, because a change of owner clears some of them.
    guard fchmodat(descriptor, name, mode_t(mode), 0) == 0 else {
      throw .system(path: path + "/" + name, code: errno)
    }
  }

  /// Syncs a file to disk. Unlike a generated file, a file that a person wrote can't be made again.
  fileprivate func sync(_ name: String) throws(ArtifactError) {
    let file = retrying { openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
    guard file >= 0 else { throw .system(path: path + "/" + name, code: errno) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .system(path: path + "/" + name, code: errno) }
  }
}
