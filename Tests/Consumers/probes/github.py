"""Judges workflows of GitHub Actions by actionlint, which asks shellcheck too, by GitHub's schema and by zizmor."""

import pathlib
import sys

from world.tools import run

PROGRAMS = pathlib.Path(sys.executable).parent


def workflows(tree):
    """The workflows of a tree, and files that GitHub would take for none."""
    found = sorted(path for path in pathlib.Path(tree).rglob("*") if path.is_file())
    folder = pathlib.Path(tree, ".github/workflows")
    return [path for path in found if path.parent == folder and path.suffix == ".yml"], [path for path in found if path.parent != folder or path.suffix != ".yml"]


def judge(tree):
    """Findings about all workflows of a tree."""
    paths, strangers = workflows(tree)
    findings = [f"{path}: not a workflow" for path in strangers] or ([] if paths else [f"{tree}: no workflow"])
    return findings + [finding for path in paths for finding in judged(path)]


def judged(path):
    """Findings about one workflow."""
    for argv in (
        (PROGRAMS / "actionlint", "-no-color", path),
        (PROGRAMS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", path),
        (PROGRAMS / "zizmor", "--offline", "--no-progress", "--persona=pedantic", "--quiet", path),
    ):
        result = run(*argv)
        if result.returncode != 0:
            yield f"{path.name}: {argv[0].name} exits {result.returncode}: {result.stdout}{result.stderr}"
