import ASCII
import Formats

/// Actions of Helm's template language.
enum ChartTemplate {
  /// The expression that reads the value at `path`. For example: `.Values.images.restic`.
  static func value(at path: [String]) -> String {
    if path.allSatisfy(isIdentifier) { return ".Values." + path.joined(separator: ".") }
    // A field of a template has no hyphen; a key of an index may have anything.
    return "(index .Values " + path.map(TemplateText.quoted).joined(separator: " ") + ")"
  }

  /// A dictionary of strings.
  static func dictionary(_ pairs: [(key: String, value: String)]) -> String {
    let words = pairs.flatMap { [TemplateText.quoted($0.key), TemplateText.quoted($0.value)] }
    return (["dict"] + words).joined(separator: " ")
  }

  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !first.isDigit else { return false }
    return text.utf8.allSatisfy { $0.isOfIdentifier }
  }
}

/// The values of a chart: names follow the release, and what may be chosen is read when it is installed.
struct ChartReferences: ManifestValues {
  /// The chart's name, with which the names of its templates begin.
  let chart: String

  var namespace: YAMLValue? { nil }

  var serviceAccountName: YAMLValue { include("serviceAccountName", ".", as: "toJson") }

  func name(_ part: String) -> YAMLValue { include("name", list(part), as: "toJson") }

  func scriptsName(digest: String) -> YAMLValue { name("scripts-\(digest)") }

  func choice(_ path: String..., from literal: YAMLValue?) -> YAMLValue? {
    let value =
      path[0] == "jobs" ? (["$job"] + path.dropFirst(2)).joined(separator: ".") : ChartTemplate.value(at: path)
    return .template("{{ toJson \(value) }}")
  }

  func labels(component: String?) -> YAMLValue {
    include("labels", component.map { list($0) } ?? "(list .)")
  }

  func selectorLabels(component: String) -> YAMLValue { include("selectorLabels", list(component)) }

  func podLabels(component: String, _ own: [(key: String, value: String)]) -> YAMLValue {
    let labels = own.isEmpty ? "" : " (\(ChartTemplate.dictionary(own)))"
    return include("podLabels", "(list . \(TemplateText.quoted(component))\(labels))")
  }

  func annotations(_ own: [(key: String, value: String)]) -> YAMLValue? { merged(own, ".Values.annotations") }

  var podAnnotations: YAMLValue { include("podAnnotations", ".") }

  // The policy's own are the default of the value.
  func serviceAccountAnnotations(_ own: [(key: String, value: String)]) -> YAMLValue? {
    merged([], ".Values.serviceAccount.annotations .Values.annotations")
  }

  /// The first dictionary wins, so that an installation can add but not take away.
  private func merged(_ own: [(key: String, value: String)], _ others: String) -> YAMLValue {
    .template(
      "{{ toJson \(own.isEmpty && !others.contains(" ") ? others : "(merge (\(ChartTemplate.dictionary(own))) \(others))") }}"
    )
  }

  private func list(_ part: String) -> String { "(list . \(TemplateText.quoted(part)))" }

  /// What the chart's template of that name prints for an argument, through a filter if there is one.
  func include(_ name: String, _ argument: String, as filter: String? = nil) -> YAMLValue {
    let call = "include \(TemplateText.quoted("\(chart).\(name)")) \(argument)"
    return .template("{{ \(call)\(filter.map { " | \($0)" } ?? "") }}")
  }
}
