/// A line that the runner of GitHub Actions takes for a command where a step prints it.
///
///     ::error file=policy.yaml,line=3,title=unknown-key::unknown key `metdata`
package struct WorkflowCommand: Sendable {
  package var name: String
  package var properties: [(name: String, value: String)]
  /// What the command is about; it may have several lines.
  package var data: String

  package init(_ name: String, _ properties: [(name: String, value: String)] = [], data: String) {
    self.name = name
    self.properties = properties
    self.data = data
  }

  /// The command on one line, without a final line break.
  package var text: String {
    var text = "::" + name
    for (index, property) in properties.enumerated() {
      text += (index == 0 ? " " : ",") + property.name + "=" + Self.escaped(property.value, isProperty: true)
    }
    return text + "::" + Self.escaped(data, isProperty: false)
  }

  /// Text as the runner decodes it (github.com/actions/toolkit, packages/core/src/command.ts). By bytes, because Swift
  /// takes a carriage return with its line feed for one character.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"): bytes += "%25".utf8
      case 0x0D: bytes += "%0D".utf8
      case 0x0A: bytes += "%0A".utf8
      case UInt8(ascii: ":") where isProperty: bytes += "%3A".utf8
      case UInt8(ascii: ",") where isProperty: bytes += "%2C".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
