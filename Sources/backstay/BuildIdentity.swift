/// Which build of the program this is.
enum BuildIdentity {
  /// The linker's build ID, derived from everything that it linked; `nil` if there is none.
  ///
  /// It says more than a version: during development, the output for a policy changes while the version doesn't.
  static func bytes() -> UnsafeRawBufferPointer? {
    #if os(Linux) && _pointerBitWidth(_64)
      guard let headers = UnsafeRawPointer(bitPattern: auxiliaryValue(programHeaders)) else { return nil }
      let count = Int(auxiliaryValue(programHeaderCount))
      var load: UInt = 0
      for index in 0..<count {
        let header = ProgramHeader(at: headers, index)
        // The headers are where this one says, moved by the same offset as everything else.
        if header.type == ProgramHeader.itself { load = UInt(bitPattern: headers) &- header.address }
      }
      for index in 0..<count {
        let header = ProgramHeader(at: headers, index)
        guard header.type == ProgramHeader.notes, let start = UnsafeRawPointer(bitPattern: load &+ header.address)
        else { continue }
        if let identity = buildID(in: UnsafeRawBufferPointer(start: start, count: Int(header.size))) { return identity }
      }
    #endif
    return nil
  }

  #if os(Linux) && _pointerBitWidth(_64)
    /// `PT_` and offsets of `Elf64_Phdr` in elf.h, which Swift doesn't see.
    private struct ProgramHeader {
      static let notes: UInt32 = 4
      static let itself: UInt32 = 6

      let type: UInt32
      let address: UInt
      /// Bytes.
      let size: UInt

      init(at headers: UnsafeRawPointer, _ index: Int) {
        let start = headers + index * 56
        type = start.loadUnaligned(as: UInt32.self)
        address = start.loadUnaligned(fromByteOffset: 16, as: UInt.self)
        size = start.loadUnaligned(fromByteOffset: 40, as: UInt.self)
      }
    }

    /// The content of the note of type `NT_GNU_BUILD_ID` (3) and name `GNU`; each part of a note begins at a multiple of four.
    private static func buildID(in notes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
      var offset = 0
      func number(_ index: Int) -> Int { Int(notes.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self)) }
      while offset + 16 <= notes.count {
        let (name, content) = ((number(0) + 3) & ~3, number(1))
        let start = offset + 12 + name
        let end = start + (content + 3) & ~3
        guard end <= notes.count else { return nil }
        if number(2) == 3, number(0) == 4, number(3) == 0x55_4E47 {
          return UnsafeRawBufferPointer(rebasing: notes[start..<start + content])
        }
        offset = end
      }
      return nil
    }

    /// `AT_PHDR` and `AT_PHNUM` of elf.h.
    private static let programHeaders: UInt = 3
    private static let programHeaderCount: UInt = 5

    // No Swift module includes sys/auxv.h.
    @_silgen_name("getauxval")
    private static func auxiliaryValue(_ type: UInt) -> UInt
  #endif
}
