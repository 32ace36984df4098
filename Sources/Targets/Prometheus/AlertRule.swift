/// One alerting rule, and the tests in which it fires.
struct AlertRule {
  /// The alert's name; two rules with one name differ in their labels.
  var name: String
  /// PromQL: what must not hold.
  var expression: String
  /// Seconds that it must hold for.
  var hold: Int
  /// The labels that tell what it is about.
  var labels: [AlertLabel]
  var summary: String
  var description: String
  /// The scenes in which it fires.
  var scenes: [FaultScene]
  /// The labels that the expression adds, for each alert in a test.
  var added: [[AlertLabel]] = [[]]

  /// Evaluations of a test, one every `step` seconds, from the fault to the alert.
  func wait(every step: Int) -> Int { (hold + step - 1) / step }
}

/// What goes wrong in a test.
enum FaultScene {
  /// A run hangs, nothing starts another, and no copy is made.
  case standstill
  /// The run that hung was stopped, which is a failure; it belongs to the test of the standstill.
  case failure
  /// Nothing is to be seen of any run.
  case absence
  /// No run has succeeded since the installation.
  case beginning
}
