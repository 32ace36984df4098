import Diagnostics
package import Planning

extension DrillScript {
  /// Everything in a drill from `shipments` that its scripts don't support, beyond what they don't support in backups.
  ///
  /// It makes no script: a lint calls this, and making one would take a fifth of its time.
  package static func unsupported(_ drill: DrillPlan, from shipments: [Shipment]) -> [RunScript.Unsupported] {
    var found: [RunScript.Unsupported] = []
    for shipment in shipments {
      guard case .plain(let recipients, nil) = shipment.repository, !recipients.isEmpty else { continue }
      let sink = shipment.sink
      found.append(
        RunScript.Unsupported(
          "drill `\(drill.name.value)` can't decrypt the copies at `\(sink.value)`",
          help: "name the secret with the private key: `encryption: {age: {identity: …}}`", at: sink.span))
    }
    return found
  }
}
