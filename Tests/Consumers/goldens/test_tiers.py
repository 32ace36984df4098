"""No test is in no run, and what is supported is tried in one: each mechanism in every run, each combination by `--all`."""

import json
import pathlib
import sys

import pytest

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


def test_each_combination_that_compiles_is_restored_from(listed, tmp_path):
    verdicts = combinations.verdicts(goldens.ROOT / ".build/debug/backstay", tmp_path)
    assert len(verdicts) == 576
    compiled = {combination for combination, rules in verdicts.items() if not rules}
    restored = {tuple(row) for test in listed if test["tier"] in ("run", "all") for row in test["restored"]}
    assert compiled == restored | {combination for combination in compiled if combination[1] in combinations.UNRUN}
    assert {rule for rules in verdicts.values() for rule in rules} == {"not-supported-by-target", "repository-of-another-method"}


def test_each_part_has_something_that_waits_and_each_tier_has_something(listed):
    assert {test["part"] for test in listed if test["tier"] == "all"} == set(tiers.PARTS)
    assert {test["tier"] for test in listed} == set(tiers.TIERS)


def test_every_file_of_tests_lies_in_a_part():
    found = {path.relative_to(HERE).parts[0] for path in HERE.rglob("test_*.py")}
    assert found == set(tiers.PARTS)
