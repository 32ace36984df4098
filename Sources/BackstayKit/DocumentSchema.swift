internal import Formats
internal import Language

/// The published JSON Schema of a kind of document, made from the records' own declarations.
package enum DocumentSchema: String, CaseIterable {
  case policy, standard

  /// `schemas/<kind>.schema.json`, in the dialect 2020-12.
  package var text: String {
    switch self {
    case .policy: Self.text(of: Policy.self)
    case .standard: Self.text(of: Standard.self)
    }
  }

  private static func text<R: Record>(of _: R.Type) -> String {
    var definitions = SchemaDefinitions()
    let root = definitions.record(Form.describe(R.self), minimumKeys: 0)
    var schema: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": .string("\(R.name)"),
    ]
    for member in root.members { schema[member.name] = member.value }
    schema["$defs"] = .object(definitions.sorted())
    return JSONValue.object(schema).rendered()
  }
}

/// The records that a schema refers to by name.
private struct SchemaDefinitions {
  private var byName: [(name: String, schema: JSONObject)] = []

  func sorted() -> JSONObject {
    JSONObject(byName.sorted { $0.name < $1.name }.map { ($0.name, .object($0.schema)) })
  }

  /// A mapping's schema: closed, with its required keys and its choices.
  mutating func record(_ description: RecordDescription, minimumKeys: Int) -> JSONObject {
    var properties = JSONObject()
    var required: [JSONValue] = []
    for property in description.properties {
      var schema = value(property.schema)
      schema["description"] = .string(words(property))
      if case .value(let text) = property.absence { schema["default"] = Self.value(text, as: property.schema) }
      properties["\(property.key)"] = .object(schema)
      if property.isRequired { required.append(.string("\(property.key)")) }
    }
    var schema: JSONObject = ["type": "object", "description": .string("\(description.doc)")]
    schema["additionalProperties"] = false
    schema["properties"] = .object(properties)
    if !required.isEmpty { schema["required"] = .array(required) }
    let dependents = description.properties.filter { $0.companion.utf8CodeUnitCount > 0 }
    if !dependents.isEmpty {
      schema["dependentRequired"] = .object(
        JSONObject(dependents.map { ("\($0.key)", .array([.string("\($0.companion)")])) }))
    }
    if minimumKeys > 0 { schema["minProperties"] = .integer(minimumKeys) }
    let choices = description.choices.map { choice($0) }
    if !choices.isEmpty { schema["allOf"] = .array(choices) }
    return schema
  }

  private func words(_ property: Property) -> String {
    let text = property.absence.words
    return text.isEmpty ? "\(property.doc)" : "\(property.doc) Absent: \(text)."
  }

  /// Exactly one, or at most one, of several keys.
  private func choice(_ choice: Choice) -> JSONValue {
    var alternatives: [JSONValue] = choice.keys.map { ["required": [.string("\($0)")]] }
    if !choice.isRequired {
      alternatives.append(["not": ["anyOf": .array(alternatives)]])
    }
    return ["oneOf": .array(alternatives)]
  }

  private mutating func value(_ schema: Schema) -> JSONObject {
    switch schema {
    case .string(let string):
      var object: JSONObject = ["type": "string", "pattern": .string("\(string.pattern)")]
      if !string.examples.isEmpty {
        object["examples"] = .array(string.examples.map { .string(Self.unquoted("\($0)")) })
      }
      return object
    case .integer(let range):
      return ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .boolean: return ["type": "boolean"]
    case .keyword(let words): return ["enum": .array(words.map { .string("\($0)") })]
    case .constant(let word): return ["const": .string("\(word)")]
    case .list(let items):
      return [
        "type": "array", "minItems": 1, "maxItems": .integer(Form.longestList), "items": .object(value(items)),
      ]
    case .map(let keys, let values):
      return [
        "type": "object", "minProperties": 1, "maxProperties": .integer(Form.widestMapping),
        "propertyNames": .object(value(keys)),
        "additionalProperties": .object(value(values)),
      ]
    case .record(let reference): return ["$ref": .string("#/$defs/\(define(reference))")]
    case .oneOf(let schemas): return ["oneOf": .array(schemas.map { .object(value($0)) })]
    case .anything: return JSONObject()
    }
  }

  /// Adds a record to the definitions, once, and returns its name there.
  private mutating func define(_ reference: RecordReference) -> String {
    let name = "\(reference.name)"
    guard !byName.contains(where: { $0.name == name }) else { return name }
    let place = byName.count
    byName.append((name, JSONObject()))
    byName[place].schema = record(reference.describe(), minimumKeys: reference.minimumKeys)
    return name
  }

  /// A default, which a policy could write, as JSON.
  private static func value(_ text: String, as schema: Schema) -> JSONValue {
    switch schema {
    case .boolean: return .boolean(text == "true")
    case .integer: return Int(text).map { .integer($0) } ?? .string(text)
    default: return .string(unquoted(text))
    }
  }

  /// An example as a value, without the quotes that a policy needs.
  private static func unquoted(_ example: String) -> String {
    example.hasPrefix("\"") ? String(example.dropFirst().dropLast()) : example
  }
}
