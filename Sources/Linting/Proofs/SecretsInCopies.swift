package import Diagnostics
package import Language

/// Secrets that copies can't be opened without.
extension Sink {
  /// The secret that opens the copies here, where the policy names it: the passphrase of a repository, a pgbackrest
  /// cipher, or the identity of age.
  package var openingSecret: Text? {
    switch repository {
    case .restic(let passphrase), .borg(let passphrase): passphrase.secret.text
    case .pgbackrest(let cipher): cipher.secret?.text
    case nil: encryption?.age.identity?.text
    }
  }
}

extension Policy {
  /// A captured material that holds a secret, and where the policy says that it does.
  package struct Hold {
    package let material: Text
    package let span: Span
  }

  /// A material that has a copy at a sink and holds a secret, on any of the policy's targets.
  ///
  /// On a machine that is a folder or file with the secret's file in it; on Kubernetes the same Secret.
  package func hold(of secret: Text, inCopiesAt sink: Sink) -> Hold? {
    for backup in backups where backup.sinks.contains(where: { $0.sink.text.value == sink.id.value }) {
      for name in backup.materials {
        guard let material = material(named: name.text.value), case .files(let files) = material.kind else { continue }
        var held: Text?
        targets.forEach { held = held ?? holder(of: secret, in: material.id, files, boundBy: $0) }
        if let held { return Hold(material: material.id, span: held.span) }
      }
    }
    return nil
  }

  /// What says that a material of files holds a secret: a path of it, or the Secret that it is.
  private func holder(
    of secret: Text, in material: Text, _ files: Files, boundBy target: any TargetDeclaration
  ) -> Text? {
    if let bindings = target.hostBindings {
      let path = file(of: secret, bindings)
      return files.paths.first { $0.text.value.holds(path) }?.text
    }
    guard let bindings = target.clusterBindings, let object = bindings.secret(of: secret),
      let copied = bindings.secret(of: material), object.value == copied.value
    else { return nil }
    return copied
  }

  /// The file of a secret on a machine, bound or where it is by default.
  private func file(of secret: Text, _ bindings: [HostBinding]) -> String {
    for binding in bindings where binding.id.value == secret.value {
      if case .file(let path) = binding.object { return path.text.value }
    }
    return "/etc/backstay/secrets/" + metadata.name.text.value + "/" + secret.value
  }
}

extension [KubernetesBinding] {
  /// The Secret that a name is bound to.
  fileprivate func secret(of name: Text) -> Text? {
    for binding in self where binding.id.value == name.value {
      if case .secret(let object) = binding.object { return object }
    }
    return nil
  }
}
