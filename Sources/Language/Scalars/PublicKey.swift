internal import ASCII
package import Diagnostics

/// A host's public key as in `known_hosts`, without the host's name.
package struct HostKey: PatternedText {
  package var text: Text

  package static var help: String? {
    "give the type and the key from a line of `ssh-keyscan`, without the host: `ssh-ed25519 AAAA…`"
  }

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^(sk-)?(ssh|ecdsa)-[A-Za-z0-9@.-]+ [A-Za-z0-9+/]{20,}={0,3}( [^\\x00-\\x1f\\x7f]*)?$",
      expectation: "a host's public key",
      examples: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJm0y6Vw0yjfz0sU2bqY3l6v1m2k4b8h9c0d1e2f3g4h"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.isPublicKey { type in
      let type = type.starts(with: Array("sk-".utf8)) ? type.dropFirst(3) : type
      let families: [StaticString] = ["ssh-", "ecdsa-"]
      return families.contains { family in
        family.withUTF8Buffer { type.starts(with: $0) && type.count > $0.count }
          && type.allSatisfy { $0.isOfName && $0 != UInt8(ascii: "_") || $0 == UInt8(ascii: "@") }
      }
    }
  }
}

/// A recipient of age: one of its own public keys, a plugin's or an SSH key.
package struct AgeRecipient: PatternedText {
  package var text: Text

  package static var help: String? {
    "write what `age-keygen -y` prints, `age1…`, or a line such as `ssh-ed25519 AAAA…`"
  }

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^(age1[a-z0-9]{20,}|ssh-(ed25519|rsa) [A-Za-z0-9+/]{20,}={0,3}( [^\\x00-\\x1f\\x7f]*)?)$",
      expectation: "a public key of age or SSH",
      examples: ["age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.starts(with: "age1".utf8) {
      return bytes.count >= 24 && bytes.allSatisfy { $0.isLowercase || $0.isDigit }
    }
    return bytes.isPublicKey { type in
      type.elementsEqual("ssh-ed25519".utf8) || type.elementsEqual("ssh-rsa".utf8)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are a key's type, the key in Base64 and perhaps a comment.
  fileprivate func isPublicKey(ofType isType: (Slice<Self>) -> Bool) -> Bool {
    guard let space = firstIndex(of: UInt8(ascii: " ")), isType(self[..<space]) else { return false }
    let key = self[(space + 1)...].prefix { $0 != UInt8(ascii: " ") }
    let digits = key.prefix { $0.isLetterOrDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
    let rest = key.dropFirst(digits.count)
    return digits.count >= 20 && rest.count <= 3 && rest.allSatisfy { $0 == UInt8(ascii: "=") }
  }
}
