internal import ASCII
internal import Diagnostics
internal import Formats
internal import Linting

/// The small parts of a SARIF log.
enum SARIFText {
  /// A message as SARIF writes it: braces are doubled, because single ones hold places for arguments (section 3.11.5),
  /// and brackets before a parenthesis escaped, because they would make a link (section 3.11.6).
  static func message(_ text: String) -> JSONValue { ["text": .string(escaped(text))] }

  private static func escaped(_ text: String) -> String {
    let isLinkLike = text.contains("](")
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}": escaped.append(scalar)
      case "[" where isLinkLike, "]" where isLinkLike: escaped.append("\\")
      default: break
      }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  static func level(_ severity: Severity) -> JSONValue {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .advice: "note"
    }
  }

  static func region(_ place: FindingPlace) -> JSONValue {
    [
      "startLine": .integer(place.start.line), "startColumn": .integer(place.start.column),
      "endLine": .integer(place.end.line), "endColumn": .integer(place.end.column),
    ]
  }

  /// The description of a rule.
  static func rule(_ code: String) -> JSONObject {
    guard let explanation = RuleIndex.explanation(of: code) else { return ["id": .string(code)] }
    let remedy = "\(explanation.remedy)"
    let markdown = "\(explanation.summary) \(explanation.why)\n\n**Remedy:** \(remedy)"
    return [
      "id": .string(code), "shortDescription": message("\(explanation.summary)"),
      "fullDescription": message("\(explanation.summary) \(explanation.why)"),
      "help": ["text": .string(escaped(remedy)), "markdown": .string(escaped(markdown))],
      "defaultConfiguration": ["level": level(explanation.severity)],
    ]
  }

  /// The URI of a file: relative to the working directory, unless its path is absolute.
  static func uri(of file: SourceFile) -> String {
    let path = file.repositoryPath
    var uri = path.utf8.first == UInt8(ascii: "/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case _ where byte.isOfIdentifier, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri += byte < 0x10 ? "%0" : "%"
        uri += String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }
}
