import Artifacts
import BackstayKit
import Diagnostics
import Targets

/// `backstay compile`: everything is compiled before anything is written.
struct CompileRun {
  var paths: [String]
  var output: String
  var findings: FindingFormat
  var threshold: Severity
  var standardInputName: String
  /// The day that dates in a policy are judged on.
  var asOf: Day
  /// The file of standards, if there is one.
  var standardPath: String?
  /// The targets that were named, or `nil` for those that each policy declares.
  var targets: [any Target]?
  var checksOnly = false
  var overwritesEdits = false
  var isQuiet = false

  func run() -> ExitStatus {
    let sources = SourceList(paths, standardInputName: standardInputName)
    var status: ExitStatus = sources.hasFailed ? .failure : .clean
    guard let yardstick = StandardFile.yardstick(at: standardPath, findings: findings, &status) else { return status }
    let compiler = Compiler(asOf: asOf.daysSince1970, against: yardstick, load: SourceReader.read)
    var products = Products(onlyWhatRuns: output == "-" && targets == nil)
    for file in sources.files {
      let compilation = compiler.compile(file, for: targets)
      let fails = compilation.diagnostics.contains(threshold) || compilation.diagnostics.hasErrors
      // A check answers one question; warnings that were shown when the files were written are not repeated.
      if fails || !checksOnly { compilation.report(as: findings) }
      if fails { status.raise(to: .findings) }
      if let problem = products.add(compilation, ownsFolder: targets == nil) {
        Terminal.report("backstay: \(problem)\n")
        status = .failure
      }
    }
    guard status == .clean else { return status }
    if output == "-" { return products.print() }
    return checksOnly ? compare(products) : write(products)
  }

  private func write(_ products: Products) -> ExitStatus {
    do throws(ArtifactError) {
      let summary = try ArtifactWriter().write(
        products.tree, to: output, units: products.units, force: overwritesEdits)
      for path in summary.kept {
        Terminal.report("backstay: \(path): is generated no more, was edited, and stays; --force removes it\n")
      }
      if !isQuiet {
        let unchanged = summary.unchanged == 0 ? "" : ", \(summary.unchanged) unchanged"
        let removed = summary.removed.isEmpty ? "" : ", \(summary.removed.count) removed"
        Terminal.report("backstay: \(summary.written.count) files written to \(output)\(unchanged)\(removed)\n")
      }
      return .clean
    } catch {
      var message = error.message
      if case .refused = error { message += "\nnothing was written; --force overwrites these files" }
      Terminal.report(message.split(separator: "\n").map { "backstay: \($0)\n" }.joined())
      return .failure
    }
  }

  private func compare(_ products: Products) -> ExitStatus {
    do throws(ArtifactError) {
      let comparison = try ArtifactComparison.compare(products.tree, with: output, units: products.units)
      if comparison.isEmpty { return .clean }
      return Terminal.print(comparison.unifiedDiff()) ? .findings : .failure
    } catch {
      Terminal.report("backstay: \(error.message)\n")
      return .failure
    }
  }
}
