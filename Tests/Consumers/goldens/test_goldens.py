"""Whether there is something to judge, and all of it is judged."""

import pathlib

import pytest

from probes import goldens
from world import tools


@pytest.fixture
def examples(request):
    return pathlib.Path(request.config.getoption("--examples"))


@pytest.mark.parametrize("target", goldens.TARGETS)
def test_every_target_has_a_golden(examples, target):
    assert [golden.name for golden in goldens.goldens(examples) if golden.target == target]


def test_every_generated_file_lies_in_a_target_that_is_judged(examples):
    assert goldens.unjudged(examples) == []


def test_every_example_has_goldens(examples):
    assert goldens.examples_without_goldens(examples) == []


def test_a_stray_generated_file_is_noticed(tmp_path):
    (tmp_path / "one/generated/nomad").mkdir(parents=True)
    (tmp_path / "one/generated/nomad/job.hcl").touch()
    (tmp_path / "one/policy.yaml").touch()
    assert goldens.unjudged(tmp_path) == ["one/generated/nomad/job.hcl"]
    assert goldens.examples_without_goldens(tmp_path) == ["one"]


def test_trees_of_single_policies_and_of_fleets_are_found(tmp_path):
    for path in ("one/generated/helm/templates", "fleet/generated/acme/systemd/etc"):
        (tmp_path / path).mkdir(parents=True)
    assert [golden.name for golden in goldens.goldens(tmp_path)] == ["fleet/generated/acme/systemd", "one/generated/helm"]


def test_a_missing_tool_is_named_with_its_package():
    absent = tools.missing({"no-such-program": "its-package"}, {"no_such_module": "its-distribution"})
    assert absent == ["Python module no_such_module (its-distribution)", "no-such-program (its-package)"]
