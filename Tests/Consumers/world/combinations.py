"""Every method, sink, repository and target that the language has words for, and which of them a test restores from."""

import itertools
import json
import re

import pytest

from world.tools import run

METHODS = ("pg_dump", "files", "pgbackrest", "wal-g")
TARGETS = ("systemd", "kubernetes", "helm", "pgbackrest")
PLACES = {
    "s3": {"bucket": "copies", "credentials": {"static": {"accessKeyId": "id", "secretAccessKey": "key"}}},
    "gcs": {"bucket": "copies", "credentials": {"static": {"serviceAccountKey": "key"}}},
    "azure": {"account": "copies", "container": "copies", "credentials": {"static": {"accountKey": "key"}}},
    "sftp": {"host": "host", "user": "user", "path": "/copies", "privateKey": "key", "hostKeys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJm0y6Vw0yjfz0sU2bqY3l6v1m2k4b8h9c0d1e2f3g4h"]},
    "filesystem": {"path": "/copies"},
    "volumeClaim": {"name": "copies", "size": "1Gi"},
}
REPOSITORIES = {
    "plain": {}, "age": {"encryption": {"age": {"recipients": ["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"]}}},
    "restic": {"repository": {"restic": {"passphrase": "key"}}}, "borg": {"repository": {"borg": {"passphrase": "key"}}},
    "pgbackrest": {"repository": {"pgbackrest": {}}}, "pgbackrest+cipher": {"repository": {"pgbackrest": {"cipher": "key"}}},
}  # fmt: skip

#: What scripts of machines and pods are restored from.
SCRIPTS = [
    ("filesystem", "plain"), ("filesystem", "age"), ("filesystem", "restic"), ("filesystem", "borg"),
    ("s3", "plain"), ("s3", "age"), ("s3", "restic"), ("gcs", "restic"), ("sftp", "restic"),
]  # fmt: skip
PODS = [
    ("volumeClaim", "plain"), ("volumeClaim", "age"), ("volumeClaim", "restic"), ("volumeClaim", "borg"),
    ("s3", "plain"), ("s3", "age"), ("s3", "restic"), ("gcs", "restic"),
]  # fmt: skip
#: Stores that compile and can't be run here, with the reason.
UNRUN = {"azure": "neither Debian nor PyPI has anything that answers as Azure Blob Storage does"}


def restored(target, row, methods=("pg_dump", "files")):
    """The mark of a test that restores, by these methods and that target, from a place and a repository. A test counts these marks."""
    return pytest.mark.restored(*((method, *row, target) for method in methods))


def policy(method, place, repository, target):
    """A policy of nothing but that combination."""
    server = {"serverVersion": 15, "database": "app", "host": "db", "user": "u", "password": "key", "expectedSize": "1Gi"}
    if method in ("pgbackrest", "wal-g"):
        server = {"serverVersion": 15, "socket": "/run/postgresql", "user": "postgres", "peer": True, "dataDirectory": "/data", "stanza": "app"}
    cadence = {"full": "0 1 * * 0", "differential": "0 1 * * 1-6"} if method in ("pgbackrest", "wal-g") else "0 1 * * *"
    material = {"files": {"paths": ["/etc/app/keys"], "sensitive": False}} if method == "files" else {"postgresql": server}
    pods = {
        "namespace": "app", "kubernetesVersion": "1.29", "placement": {"besidePodsWith": {"app": "app"}},
        "image": "example.org/all:1", "images": {name: f"example.org/{name}:1" for name in ("postgresql", "restic", "borg", "aws", "age")},
        "bindings": {"id": {"secret": "s", "key": "id"}, "key": {"secret": "s", "key": "key"}} | ({"source": {"secret": "files"}} if method == "files" else {}),
    }  # fmt: skip
    return {
        "apiVersion": "backstay/v1",
        "kind": "BackupPolicy",
        "metadata": {"name": "app"},
        "secrets": {"id": {}, "key": {}},
        "materials": {"source": material},
        "sinks": {"store": {place: PLACES[place]} | REPOSITORIES[repository]},
        "backups": {"nightly": {"materials": ["source"], "cadence": cadence, "sinks": ["store"], "method": method, "deadline": "1h"}},
        "targets": {target: pods if target in ("kubernetes", "helm") else {"systemdVersion": 252}},
    }


def verdicts(compiler, folder):
    """For each combination the rules that refuse it; none where it compiles."""
    found = {}
    for number, combination in enumerate(itertools.product(METHODS, PLACES, REPOSITORIES, TARGETS)):
        (folder / f"{number}.yaml").write_text(json.dumps(policy(*combination)))
        found[combination] = set()
    said = run(compiler, "lint", *(folder / f"{number}.yaml" for number in range(len(found))))
    for number, rule in re.findall(r"^\S*?(\d+)\.yaml:\d+:\d+: error: .* \[([-a-z]+)\]$", said.stdout + said.stderr, re.MULTILINE):
        list(found.values())[int(number)].add(rule)
    return found
