import Diagnostics
import Planning

extension DrillScript {
  /// Everything in the drill that its scripts can't carry out, beside what they can't of the backups themselves.
  package func unsupported() -> [RunScript.Unsupported] {
    sinks.compactMap { sink in
      guard case .plain(let recipients, nil)? = sink.uses.first?.shipment.repository, !recipients.isEmpty else {
        return nil
      }
      return RunScript.Unsupported(
        "drill `\(drill.name.value)` can't open the copies at `\(sink.name.value)`, which are encrypted to recipients",
        help: "Name the secret with the private key: `encryption: {age: {identity: …}}`.", at: sink.name.span)
    }
  }
}
