import Formats

/// The shapes that occur in the schemas of all charts.
extension ChartSchema {
  /// An object with exactly these members.
  static func closed(_ properties: [(String, JSONValue)]) -> JSONValue { .object(closedObject(properties)) }

  /// An object with exactly these members, to which keywords can be added.
  static func closedObject(_ properties: [(String, JSONValue)]) -> JSONObject {
    [
      "type": "object",
      "additionalProperties": false,
      "required": .array(properties.map { .string($0.0) }),
      "properties": .object(JSONObject(properties)),
    ]
  }

  /// An object with any of these members.
  private static func open(_ properties: [(String, JSONValue)]) -> JSONValue {
    ["type": "object", "additionalProperties": false, "properties": .object(JSONObject(properties))]
  }

  /// One of `values`; a repeated one counts once.
  static func exactly(_ values: [JSONValue]) -> JSONValue {
    var unique: [JSONValue] = []
    for value in values where !unique.contains(value) { unique.append(value) }
    return unique.count == 1 ? ["const": unique[0]] : ["enum": .array(unique)]
  }

  /// The shapes that several values have, by the names of their references.
  static var definitions: JSONValue {
    ["name": objectName, "strings": strings, "resources": resources, "quantities": quantities]
  }

  /// One of the `definitions`.
  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

  /// A string that says something.
  static var text: JSONValue { ["type": "string", "minLength": 1] }

  /// A mapping of strings.
  private static var strings: JSONValue { ["type": "object", "additionalProperties": ["type": "string"]] }

  /// A DNS label, or nothing.
  private static var objectName: JSONValue {
    ["type": "string", "maxLength": 63, "pattern": "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"]
  }

  /// One toleration of a pod.
  static var toleration: JSONValue {
    open([
      ("key", ["type": "string"]),
      ("operator", ["enum": ["Exists", "Equal"]]),
      ("value", ["type": "string"]),
      ("effect", ["enum": ["NoSchedule", "PreferNoSchedule", "NoExecute"]]),
      ("tolerationSeconds", ["type": "integer", "minimum": 0]),
    ])
  }

  /// The affinity of a pod: its kinds are known, and Kubernetes checks its rules.
  static var affinity: JSONValue {
    ["type": "object", "propertyNames": ["enum": ["nodeAffinity", "podAffinity", "podAntiAffinity"]]]
  }

  /// What a container may use.
  private static var resources: JSONValue {
    open([("requests", reference("quantities")), ("limits", reference("quantities"))])
  }

  private static var quantities: JSONValue {
    // The pattern of `resource.Quantity`; a bare number is a quantity too.
    let quantity: JSONValue = [
      "type": ["string", "number"], "pattern": "^[0-9]+(\\.[0-9]*)?([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$",
      "minimum": 0,
    ]
    return ["type": "object", "additionalProperties": quantity]
  }
}
