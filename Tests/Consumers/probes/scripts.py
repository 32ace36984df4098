"""Judges shell text by shellcheck, dash and busybox sh."""

import base64
import pathlib
import tempfile

from world.tools import run


def exclusions(text):
    """What shellcheck can't know of a runtime: who calls its functions, and who sets and reads the variables.

    Each of its functions is checked with all of that in the library's own tests.
    """
    return ["--exclude=SC2034,SC2154,SC2317"] if text.startswith("# Backstay's runtime: ") else []


def judge(text, name):
    """Findings of the three shells' readings of one script."""
    findings = []
    if not text.startswith(("#!/bin/sh\n", "# Backstay's runtime: ")):
        findings.append(f"{name}: the first line is {text.splitlines()[:1]}, not #!/bin/sh")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, pathlib.Path(name).name or "script")
        path.write_text(text)
        for reader in (
            ("shellcheck", "--norc", "--shell=sh", "--severity=style", "--format=gcc", *exclusions(text), path),
            ("dash", "-n", path),
            ("busybox", "sh", "-n", path),
        ):
            result = run(*reader)
            said = (result.stdout + result.stderr).strip().replace(folder + "/", "")
            if result.returncode != 0 or said:
                findings.append(f"{name}: {reader[0]} exits {result.returncode}: {said}")
    return findings


def embedded(documents):
    """Scripts inside Kubernetes documents, as (name, text): entries of ConfigMaps, and what `sh -c` is given."""
    for document in documents:
        name = f"{document['kind']}/{document['metadata']['name']}"
        if document["kind"] == "ConfigMap":
            held = dict(document.get("data") or {})
            held |= {key: base64.b64decode(value).decode() for key, value in (document.get("binaryData") or {}).items()}
            for key, text in held.items():
                if text.startswith("#!") or key.endswith(".sh"):
                    yield f"{name}/{key}", text
        for container in containers(document):
            argv = (container.get("command") or []) + (container.get("args") or [])
            for shell, flag, text in zip(argv, argv[1:], argv[2:]):
                if shell.rsplit("/", 1)[-1] in ("sh", "dash", "ash", "bash") and flag.startswith("-") and flag.endswith("c"):
                    yield f"{name}/{container['name']}", "#!/bin/sh\n" + text


def containers(node):
    """Every container of a document, at whatever depth its kind keeps them."""
    if isinstance(node, list):
        for item in node:
            yield from containers(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("containers", "initContainers"):
                yield from value
            else:
                yield from containers(value)
