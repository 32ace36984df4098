"""No test is in no run, and what is supported is tried in one: each mechanism in every run, each combination by `--all`."""

import itertools
import json
import pathlib
import re
import sys

import pytest

import changes
import tiers
from probes import goldens
from world import combinations, tools

HERE = pathlib.Path(__file__).parents[1]


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """All tests, as another pytest collects them."""
    path = tmp_path_factory.mktemp("listing") / "tests.json"
    result = tools.run(sys.executable, "-B", "-m", "pytest", "-c", HERE / "pytest.ini", "--collect-only", "--quiet", "--listing", path, HERE)
    assert result.returncode == 0, result.stdout + result.stderr
    return json.loads(path.read_text())


def test_each_mechanism_is_run_for_real_in_every_run(listed):
    run = [mechanism for test in listed if test["tier"] == "run" for mechanism in test["mechanisms"]]
    assert set(run) == set(tiers.MECHANISMS)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """For each combination the rules that refuse it."""
    return combinations.verdicts(goldens.ROOT / ".build/debug/backstay", tmp_path_factory.mktemp("combinations"))


def promised():
    """Each combination that the page of the documentation says is carried out."""
    found, targets, methods, repositories = set(), [], [], []
    for line in (goldens.ROOT / "Sources/BackstayKit/Documentation.docc/Support.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("Targets: "):
            targets, methods = (re.findall("`([^`]+)`", part) for part in line.split("Methods: "))
        elif line.startswith("| place |"):
            repositories = cells[1:]
        elif line.startswith("| `"):
            held = [repository for repository, cell in zip(repositories, cells[1:], strict=True) if cell == "yes"]
            found |= set(itertools.product(methods, [cells[0].strip("`")], held, targets))
    return found


def test_each_combination_that_compiles_is_restored_from(listed, verdicts):
    assert len(verdicts) == 576
    compiled = {combination for combination, rules in verdicts.items() if not rules}
    restored = {tuple(row) for test in listed if test["tier"] in ("run", "all") for row in test["restored"]}
    assert compiled == restored | {combination for combination in compiled if combination[1] in combinations.UNRUN}
    assert {rule for rules in verdicts.values() for rule in rules} == {"not-supported-by-target", "repository-of-another-method"}


def test_the_page_of_what_is_carried_out_says_what_compiles(verdicts):
    ways = {"age": "plain", "pgbackrest+cipher": "pgbackrest"}
    compiled = {(method, place, ways.get(way, way), target) for (method, place, way, target), rules in verdicts.items() if not rules}
    assert compiled == promised()
    assert len(compiled) > 40


def test_each_part_has_something_that_waits_and_each_tier_has_something(listed):
    assert {test["part"] for test in listed if test["tier"] == "all"} == set(tiers.PARTS)
    assert {test["tier"] for test in listed} == set(tiers.TIERS)


def test_every_file_of_tests_lies_in_a_part():
    found = {path.relative_to(HERE).parts[0] for path in HERE.rglob("test_*.py")}
    assert found == set(tiers.PARTS)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("Tests/Consumers/faults/test_kills.py", {"faults"}),
        ("Tests/Consumers/world/scripts.py", set(changes.EVERYTHING)),
        ("Sources/Targets/PgBackRest/PgBackRestVersion.swift", {"goldens", "restores", "faults", "drills", "numbers"}),
        ("Sources/YAMLSyntax/YAMLParser.swift", {"fuzz", "numbers", "hostile"}),
        ("Sources/BackstayKit/Documentation.docc/Drills.md", set()),
        ("README.md", set()),
    ],
)
def test_a_changed_path_calls_for_parts(path, parts):
    assert changes.called(path) == parts


def test_each_folder_of_sources_calls_for_a_part():
    silent = {"CLibYAML", "GeneratedFiles", "regenerate"}
    for folder in (goldens.ROOT / "Sources").iterdir():
        files = [str(path.relative_to(goldens.ROOT)) for path in folder.rglob("*.swift")]
        assert folder.name in silent or all(map(changes.called, files)), folder.name


@pytest.mark.parametrize(
    ("tier", "chosen", "said"),
    [
        ("run", (), "one real run of each mechanism in restores faults drills numbers hostile"),
        ("all", (), "not run: searches"),
        ("all", ("faults", "drills"), "the parts swift fuzz goldens restores numbers hostile"),
        ("soak", (), "what finds the same each time"),
    ],
)
def test_a_run_says_what_it_left_out(capsys, monkeypatch, tier, chosen, said):
    monkeypatch.setattr(changes, "changed", lambda: (["Sources/Targets/Runbook/RunbookTarget.swift"], ["Sources/Scripts/shell/drill-files.sh"]))
    changes.main(tier, *chosen)
    printed = capsys.readouterr().out
    assert said in printed
    calls = {"run": "Tests/run restores drills", "soak": "Tests/run restores drills", "all": "Tests/run restores" if chosen else None}[tier]
    assert (f"what has changed calls for: {calls}\n" in printed) if calls else "calls for" not in printed
