package import Diagnostics

/// Notifications that each run sends.
package final class Notify: Record {
  package let heartbeat: SecretName?
  package let webhook: SecretName?
  package let origin: Span

  package static let name: StaticString = "Notify"
  package static let doc: StaticString = "Notifications that each run sends."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    origin = form.origin
    heartbeat = form.optional(
      "heartbeat", absent: "none", doc: "The secret that holds the URL to call after each success.")
    webhook = form.optional(
      "webhook", absent: "none", doc: "The secret that holds the URL to call with the outcome.")
  }
}

/// Programs to run around a backup.
package final class Hooks: Record {
  package let before: [Hook]
  package let afterSuccess: [Hook]
  package let onFailure: [Hook]
  package let finally: [Hook]
  package let origin: Span

  package static let name: StaticString = "Hooks"
  package static let doc: StaticString = "Programs to run around a backup, never shell text."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    origin = form.origin
    before = form.list("before", doc: "Before the capture; a failure aborts the run.")
    afterSuccess = form.list("afterSuccess", doc: "After every copy was verified.")
    onFailure = form.list("onFailure", doc: "After a run that failed.")
    finally = form.list("finally", doc: "After every run.")
  }
}

/// A program with its arguments.
package final class Hook: Record {
  package let run: [Text]
  package let timeout: Duration
  package let image: Text?

  package static let name: StaticString = "Hook"
  package static let doc: StaticString = "A program with its arguments."
  package static let expectation: StaticString = "a program, such as `{run: [/usr/bin/true]}`"

  package init(_ form: inout Form) {
    run = form.requiredList("run", areWords: true, doc: "The program and its arguments.")
    timeout = form.defaulted("timeout", .minutes(5), doc: "How long it may run before it is stopped.")
    image = form.optional("image", absent: "the run's own", doc: "The image that it runs in (Kubernetes only).")
  }
}

/// Services that are stopped while live files are copied.
package final class Quiesce: Record {
  package let stop: [Text]
  package let origin: Span

  package static let name: StaticString = "Quiesce"
  package static let doc: StaticString = "Services that are stopped while live files are copied."

  package init(_ form: inout Form) {
    origin = form.origin
    stop = form.requiredList("stop", doc: "The services.")
  }
}
