"""Which run a test is in: each, `--all`, or `--soak`.

All of `goldens` is in every run, as is the one real run of each mechanism, which is marked as such; the rest of the other parts waits
for `--all`. What is marked `all` or `soak` waits wherever it stands.
"""

import pathlib

import pytest

PARTS = ("goldens", "restores", "faults", "drills", "numbers", "hostile")
TIERS = ("run", "all", "soak")
#: Each way in which generated things do their work, or go wrong; a test that is marked with it runs it for real in every run.
MECHANISMS = (
    "plain folder", "restic", "borg", "S3", "pod", "booted unit", "pgbackrest stanza", "drill", "runbook", "two runs at once", "kill", "full disk",
)  # fmt: skip


def first(rows):
    """Parameters of which the first is in every run: a probe is tried once on broken input there, and in each way by `--all`."""
    rows = [row if isinstance(row, (tuple, list)) else (row,) for row in rows]
    return [pytest.param(*row, marks=pytest.mark.all if index else ()) for index, row in enumerate(rows)]


def part_of(item):
    """The folder below Tests/Consumers that has the test."""
    return pathlib.Path(item.path).relative_to(pathlib.Path(__file__).parent).parts[0]


def tier_of(item):
    """The first tier that has the test: the last one that a mark of it names, or that of its part."""
    for tier in ("soak", "all"):
        if item.get_closest_marker(tier):
            return tier
    return "run" if item.get_closest_marker("mechanism") or part_of(item) == "goldens" else "all"


def described(item):
    """What a listing says of a test."""
    return {
        "test": item.nodeid, "part": part_of(item), "tier": tier_of(item),
        "mechanisms": [mark.args[0] for mark in item.iter_markers("mechanism")],
        "restored": [row for mark in item.iter_markers("restored") for row in mark.args],
    }  # fmt: skip


def select(config, items):
    """Leaves the tests of the tier that was asked for: `all` has those of each run too, `soak` nothing but its own."""
    wanted = {"run": ("run",), "all": ("run", "all"), "soak": ("soak",)}[config.getoption("--tier")]
    left_out = [item for item in items if tier_of(item) not in wanted]
    items[:] = [item for item in items if tier_of(item) in wanted]
    config.hook.pytest_deselected(items=left_out)
