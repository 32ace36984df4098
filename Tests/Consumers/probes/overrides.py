"""Values to try on a chart, by the names that charts commonly give them."""

DIGEST = "sha256:" + "5a" * 32

#: Whole values for keys whose shape is Kubernetes' own.
BY_NAME = {
    "affinity": [{"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
        {"matchExpressions": [{"key": "judged.example/zone", "operator": "In", "values": ["sampled"]}]}]}}}],
    "annotations": [{"judged.example/note": "sampled note"}],
    "commonAnnotations": [{"judged.example/note": "sampled note"}],
    "commonLabels": [{"judged.example/team": "sampled"}],
    "env": [[{"name": "SAMPLED", "value": "sampled"}], {"SAMPLED": "sampled"}],
    "extraEnv": [[{"name": "SAMPLED", "value": "sampled"}]],
    "fullnameOverride": ["sampled"],
    "imagePullSecrets": [[{"name": "sampled"}], ["sampled"]],
    "labels": [{"judged.example/team": "sampled"}],
    "nameOverride": ["sampled"],
    "nodeSelector": [{"judged.example/disk": "sampled"}],
    "podAnnotations": [{"judged.example/note": "sampled note"}],
    "podLabels": [{"judged.example/team": "sampled"}],
    "priorityClassName": ["sampled"],
    "pullPolicy": ["Always", "Never", "IfNotPresent"],
    "imagePullPolicy": ["Always", "Never", "IfNotPresent"],
    "pullSecrets": [[{"name": "sampled"}], ["sampled"]],
    "resources": [{"requests": {"cpu": "7m", "memory": "77Mi"}, "limits": {"memory": "77Mi", "ephemeral-storage": "7Gi"}}],
    "limits": [{"memory": "77Mi", "ephemeral-storage": "7Gi"}],
    "requests": [{"cpu": "7m", "memory": "77Mi"}],
    "tolerations": [[{"key": "judged.example/sampled", "operator": "Exists", "effect": "NoSchedule"}]],
    "topologySpreadConstraints": [[{"maxSkew": 1, "topologyKey": "sampled", "whenUnsatisfiable": "ScheduleAnyway",
                                    "labelSelector": {"matchLabels": {"judged.example/team": "sampled"}}}]],
}

#: Mappings whose inside Kubernetes checks, so that our schema need not.
OPEN = {"affinity", "securityContext"}

#: What Helm itself hands to every chart, also to one that has no use for it.
HELMS = {"global"}

#: Strings of many shapes; the slot's own schema picks those that it takes.
STRINGS = [
    "sampled", "7Gi", "77m", "7", "0.7", "registry.example/sampled", "registry.example/sampled:7", f"registry.example/sampled@{DIGEST}",
    f"registry.example/sampled:7@{DIGEST}", DIGEST, "7.7.7", "Always", "7h", "2031-07-07", "https://sampled.example/x", "sampled.example",
    "arn:aws:iam::777777777777:role/sampled", "/sampled", "Europe/Berlin", "warning", "critical", "info",
]


def candidates(name, default, accepts):
    """Values to override a default with, each accepted and different from it; 0 and false among them.

    Where the name says what is held, only that is tried: any other value could pass for the wrong reason.
    """
    values = [value for value in BY_NAME.get(name, []) if accepts(value) and not same(value, default)]
    if values:
        return values
    if isinstance(default, bool):
        values.append(not default)
    elif isinstance(default, (int, float)):
        values += [int(default) + 1, int(default) - 1, 0]
    values += [*STRINGS, True, False, 0, 7, 1000000, {"judged.example/key": "sampled"}, {"key": "sampled"}, ["sampled"]]
    kept = []
    for value in values:
        if accepts(value) and not same(value, default) and not any(same(value, other) for other in kept):
            kept.append(value)
    return kept


def others(value):
    """Values of the same and of other types than a proven one."""
    return [other for other in (0, 1, 7, True, False, "", "sampled", "0 5 * * *", None, [], {"sampled": "x"}) if usable(other, value)]


def usable(other, value):
    """Whether an override is one at all: Helm merges an empty mapping, and null takes a default away."""
    return not same(other, value) and other is not None


def same(left, right):
    """Equality that tells true from 1, as YAML does."""
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def strings(value):
    """The strings inside a value that must show in what is rendered."""
    if isinstance(value, dict):
        return [text for child in value.values() for text in strings(child)]
    if isinstance(value, list):
        return [text for child in value for text in strings(child)]
    return [value] if isinstance(value, str) else []
