"""Schemas 1.25 to 1.37, kubectl's own types and kustomize judge every manifest."""

import re

import pytest

import tiers
from probes import kubernetes, reading


def judge(folder):
    """All findings about a folder of plain manifests, as they lie there and as a cluster gets them."""
    values, findings = kubernetes.judge(kubernetes.manifests(folder))
    built, faults = kubernetes.kustomize(folder)
    again, more = kubernetes.judge(built)
    generated = [value for value in again if value["kind"] == "ConfigMap" and value.get("immutable") and HASHED.search(value["metadata"]["name"])]
    held = sorted(names(value for value in again if value not in generated))
    if not values or sorted(names(values)) != held:
        findings.append(f"kustomize builds {held}, the folder holds {sorted(names(values))}")
    # Each file of scripts is in what was generated, and each pod mounts that under the name that it has now.
    texts = {key: text for value in generated for key, text in value["data"].items()}
    files = {path.name: path.read_text() for path in folder.glob("scripts/*")}
    if texts != files:
        findings.append(f"kustomize generates {sorted(texts)}, the folder holds {sorted(files)}")
    mounted = {name for value in again for name in re.findall(r"'configMap': {'name': '([^']*-scripts-[^']*)'", str(value))}
    if mounted != {value["metadata"]["name"] for value in generated}:
        findings.append(f"pods mount {sorted(mounted)}")
    return findings + faults + more


#: The name of what kustomize generated.
HASHED = re.compile(r"-[0-9a-z]{10}$")


def names(values):
    return [(value["kind"], value["metadata"]["name"]) for value in values if value]


def test_manifests(kubernetes_golden):
    assert judge(kubernetes_golden) == []


def test_the_sample_is_accepted(sample):
    assert judge(sample("kubernetes")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    tiers.first([
        ('value: "31"', "value: 1e3", "cannot unmarshal number"),
        ('value: "31"', "value: 0o17", "the string '0o17' is"),
        ('"Forbid"', "no", "is False to kubectl"),
        ("suspend: false", "suspend: off", "the string 'off' is False"),
        ("  suspend: false", "  suspend: false\n  suspend: true", "written twice"),
        ("timeZone:", "timezone:", ".spec.timezone is unknown to kubectl's types and would vanish"),
        ("timeZone:", "timezone:", "Kubernetes 1.37"),
        ('"Etc/UTC"', '"Europe/Atlantis"', "not an IANA name"),
        ('"0 2 * * *"', '"0 2 * * * *"', "five fields"),
        ('"0 2 * * *"', '"61 2 * * *"', "five fields"),
        ('"0 2 * * *"', '"0 2 * * 7"', "five fields"),
        ('"0 2 * * *"', '"CRON_TZ=UTC 0 2 * * *"', "five fields"),
        ('name: "sample-nightly"', f'name: "{"n" * 53}"', "at most 52"),
        ('name: "sample-nightly"', 'name: "Sample"', "lower case"),
        ("batch/v1", "batch/v1beta1", "Kubernetes 1.25"),
        ("runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"),
        ('"RuntimeDefault"', '"Unconfined"', "RuntimeDefault"),
        ("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "allowPrivilegeEscalation"),
        ("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "readOnlyRootFilesystem"),
        ('drop: ["ALL"]', 'drop: ["NET_RAW"]', "drop ALL"),
        ("automountServiceAccountToken: false", "automountServiceAccountToken: true", "automountServiceAccountToken"),
        ('"ephemeral-storage":"1Gi",', "", "limits.ephemeral-storage"),
        ('emptyDir: {sizeLimit: "1Gi"}', "emptyDir: {}", "no sizeLimit"),
        ('emptyDir: {sizeLimit: "1Gi"}', 'hostPath: {path: "/"}', "restricted profile forbids"),
        ('mountPath: "/work"', 'mountPath: "/scripts"', "at one path"),
        ('{name: "work", m', '{name: "wrok", m', "which the pod has not"),
        ('{name: "work", m', '{name: "scripts", m', "mounted nowhere"),
        ('key: "dump.sh"', 'key: "other.sh"', "has no key other.sh"),
    ]),
)
def test_a_broken_manifest_is_refused(sample, old, new, said):
    assert said in "\n".join(judge(sample("kubernetes", "cronjob.yaml", old, new)))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("scripts.yaml", "\ndata:\n", "\ndata:\n  port: 5432\n", "cannot unmarshal number"),
        ("scripts.yaml", "\ndata:\n", "\ndata:\n  no: 'x'\n", ".data.no is not a key to kubectl"),
        ("scripts.yaml", "\ndata:\n", "\nbogus: 1\ndata:\n", "Kubernetes 1.30"),
        ("scripts.yaml", "ConfigMap", "ConfigMaps", "no kind"),
        ("kustomization.yaml", "  - scripts.yaml\n", "", "kustomize builds"),
        ("kustomization.yaml", "scripts.yaml", "other.yaml", "kubectl kustomize exits 1"),
    ],
)
def test_broken_companions_are_refused(sample, file, old, new, said):
    assert said in "\n".join(judge(sample("kubernetes", file, old, new)))


def test_a_document_that_is_there_twice_is_refused(sample):
    folder = sample("kubernetes")
    (folder / "again.yaml").write_text((folder / "scripts.yaml").read_text())
    assert "is there twice" in "\n".join(kubernetes.judge(kubernetes.manifests(folder))[1])
