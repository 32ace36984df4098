import Diagnostics
import Testing

@Suite struct FaultTests {
  /// `missingKey` as findings call it: `missing-key`.
  @Test(arguments: Fault.allCases)
  func aCaseIsCalledAsItsCode(fault: Fault) {
    let words = "\(fault)".map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    #expect("\(fault.explanation.code)" == words)
  }

  @Test(arguments: Fault.allCases)
  func eachIsExplained(fault: Fault) {
    let known = fault.explanation
    for text in [known.summary, known.why, known.remedy] { #expect("\(text)".hasSuffix("."), "\(known.code)") }
  }

  @Test func aFindingWeighsWhatItsFaultDoes() {
    var findings = Diagnostics()
    findings.report(.unusedWaiver, .init("x"), at: .none)
    findings.report(.checkReadsAll, .init("x"), at: .none)
    findings.refuse("y", help: "z", at: .none)
    #expect(findings.all.map(\.severity) == [.warning, .advice, .error])
    #expect(findings.all[2].is(.notSupportedByTarget) && findings.all[2].message.help == "z")
    #expect(!findings.all[2].isConfidential)
  }
}
