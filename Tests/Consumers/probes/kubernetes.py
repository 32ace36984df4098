"""Judges Kubernetes documents by the published schemas and by kubectl's own types."""

import json
import pathlib
import tempfile

import kubernetes_validate

from probes import pods, reading
from world.tools import run

VERSIONS = [f"1.{minor}" for minor in range(25, 38)]
#: Custom resources, whose types neither kubectl nor the schemas of Kubernetes know.
CUSTOM = {"monitoring.coreos.com/v1"}
PODS = {"CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"}


def manifests(folder):
    """The documents of the plain manifests of a folder, kustomization left out."""
    paths = [path for path in sorted(pathlib.Path(folder).rglob("*.yaml")) if path.name != "kustomization.yaml"]
    return [document for path in paths for document in reading.documents(path.read_text(), path.name)]


def judge(stream):
    """The values of the documents of a stream, and all findings about each and about all together."""
    values, findings = [], []
    for document in stream:
        value, faults = reading.read(document)
        findings += faults
        if value is not None:
            values.append(value)
            findings += [f"{document.source}: {finding}" for finding in [*types(value), *schemas(value)]]
    return values, findings + pods.judge(values)


def schemas(value, versions=VERSIONS):
    """Findings of each version's schema, unknown fields included."""
    for version in versions:
        try:
            kubernetes_validate.validate(value, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            yield f"Kubernetes {version}: {'.'.join(map(str, error.path))}: {error.message[:300]}"
        except kubernetes_validate.SchemaNotFoundError as error:
            if value.get("apiVersion") not in CUSTOM:
                yield f"Kubernetes {version}: {error.message}"


def types(value):
    """Findings of kubectl's decoding into Go types, where a field that no type has would silently vanish."""
    bears_pods = value.get("kind") in PODS
    # Without pods there is no result to print, but the refusal comes after decoding and says which it was.
    verb = ("image", "*=consumers.invalid/judged:1") if bears_pods else ("serviceaccount", "judged")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "document.json")
        path.write_text(json.dumps(value))
        result = run("kubectl", "set", verb[0], "--local", "-f", path, verb[1], "-o", "json")
    if bears_pods and result.returncode == 0:
        yield from vanished(value, json.loads(result.stdout), "")
    elif bears_pods or "does not have a pod template" not in result.stderr:
        if not ("no kind" in result.stderr and value.get("apiVersion") in CUSTOM):
            yield f"kubectl's types refuse it: {result.stderr.strip()}"


def vanished(value, typed, path):
    """What the typed value lost or changed. Zero values are left out by Go, quantities and images are rewritten."""
    if isinstance(value, dict) and isinstance(typed, dict):
        for key, child in value.items():
            if key in typed:
                yield from vanished(child, typed[key], f"{path}.{key}")
            elif child not in (None, False, 0, "", [], {}):
                yield f"{path}.{key} is unknown to kubectl's types and would vanish"
    elif isinstance(value, list) and isinstance(typed, list) and len(value) == len(typed):
        for index, (child, other) in enumerate(zip(value, typed)):
            yield from vanished(child, other, f"{path}[{index}]")
    elif value != typed and not rewritten(path):
        yield f"{path}: {value!r} becomes {typed!r} by kubectl's types"


def rewritten(path):
    """Whether kubectl itself writes another text for the same meaning at this path."""
    return path.endswith(".image") or any(f".{key}" in path for key in ("resources.", "sizeLimit", "storage"))


def applied(folder):
    """The documents that a cluster gets of a folder."""
    stream, findings = kustomize(folder)
    assert not findings, findings
    return list(stream)


def kustomize(folder):
    """The documents that `kubectl kustomize` builds from a folder, and its findings."""
    result = run("kubectl", "kustomize", folder)
    if result.returncode != 0 or result.stderr.strip():
        return [], [f"kubectl kustomize exits {result.returncode}: {result.stderr.strip()}"]
    return reading.documents(result.stdout, "kubectl kustomize"), []
