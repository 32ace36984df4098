"""Whether a lint costs little more than reading its file: instructions, which no load of the machine changes."""

import subprocess

import pytest
import yaml

from probes import goldens, instructions

POLICY = goldens.ROOT / "examples/certctl/policy.yaml"
RELEASE = goldens.ROOT / ".build/release/backstay"
#: A commit hook starts the program anew each time, so nearly all of its time is what is counted here.
LARGEST_RATIO = 1.95


@pytest.fixture(scope="module")
def floor(tmp_path_factory):
    """The C program that only parses."""
    program = tmp_path_factory.mktemp("floor") / "floor"
    source = goldens.ROOT / "Tests/Performance/floor.c"
    subprocess.run(["cc", "-O2", "-Wall", "-Werror", "-o", program, source, "-lyaml"], check=True, timeout=120)
    return program


def test_the_floor_reads_the_whole_policy(floor, tmp_path):
    count, output = instructions.count(tmp_path, floor, POLICY)
    with POLICY.open() as text:
        assert int(output) == len(list(yaml.parse(text, Loader=yaml.SafeLoader)))
    # 187 a byte were measured for libyaml itself; the loader of a dynamic program adds some hundred thousand.
    assert 100 < count / POLICY.stat().st_size < 500
    (tmp_path / "short.yaml").write_text("a: b\n")
    assert instructions.count(tmp_path, floor, tmp_path / "short.yaml")[0] < count / 2


def test_a_lint_costs_little_more_than_reading(floor, tmp_path):
    assert RELEASE.exists(), "build it first: swift build -c release"
    least = instructions.count(tmp_path, floor, POLICY)[0]
    lint = instructions.count(tmp_path, RELEASE, "lint", POLICY)[0]
    print(f"backstay lint {lint}, libyaml alone {least}: ratio {lint / least:.2f}")
    assert lint / least <= LARGEST_RATIO
