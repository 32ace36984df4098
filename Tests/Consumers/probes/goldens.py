"""Finds the generated trees that the repository keeps under `examples`."""

import pathlib
import re
from typing import NamedTuple

TARGETS = ("helm", "kubernetes", "systemd", "pgbackrest", "github", "prometheus", "runbook")
ROOT = pathlib.Path(__file__).resolve().parents[3]


class Golden(NamedTuple):
    """One target's tree of one example, or of one deployment of a fleet."""

    target: str
    path: pathlib.Path
    name: str


def goldens(examples):
    """Every `<example>/generated/<target>` and `<example>/generated/<deployment>/<target>`, sorted."""
    found = []
    for pattern in ("*/generated/{}", "*/generated/*/{}"):
        for target in TARGETS:
            for path in pathlib.Path(examples).glob(pattern.format(target)):
                if path.is_dir() and path.parent.name not in TARGETS:
                    found.append(Golden(target, path, str(path.relative_to(examples))))
    return sorted(found, key=lambda golden: golden.name)


def unjudged(examples):
    """Generated files that lie in no target's tree, so that no consumer would ever look at them."""
    roots = [golden.path for golden in goldens(examples)]
    return sorted(
        str(path.relative_to(examples))
        for path in pathlib.Path(examples).glob("*/generated/**/*")
        if path.is_file() and ".backstay" not in path.parts and not any(root in path.parents for root in roots)
    )


def examples_without_goldens(examples):
    """Examples that have a policy and nothing generated from it."""
    return sorted(
        folder.name
        for folder in pathlib.Path(examples).glob("*")
        if (folder / "policy.yaml").exists() and not any(golden.path.is_relative_to(folder) for golden in goldens(examples))
    )


def scripts(tree):
    """Files that the kernel would run by their first line."""
    return sorted(path for path in pathlib.Path(tree).rglob("*") if path.is_file() and path.read_bytes()[:2] == b"#!")


def runtimes(tree):
    """What scripts load."""
    return sorted(pathlib.Path(tree).rglob("runtime-*.sh"))


def identifier(name):
    """A short name for a test's parameter."""
    return re.sub(r"/generated/|/", ":", name)
