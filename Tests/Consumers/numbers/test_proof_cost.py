"""What proving a policy adds to a lint, on average over a fleet."""

import importlib.util
import json
import subprocess

from probes import goldens

MEASURE = goldens.ROOT / ".build/release/measure-proofs"
#: A platform team lints thousands of policies; what a proof of five years may add to each, in nanoseconds.
LARGEST = 1_000_000


def fleet():
    specification = importlib.util.spec_from_file_location("fleet", goldens.ROOT / "Tests/Performance/fleet.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_a_proof_takes_at_most_a_millisecond(tmp_path):
    assert MEASURE.exists(), "build it first: swift build -c release"
    fleet().make(tmp_path, 500)
    ended = subprocess.run([MEASURE, tmp_path], capture_output=True, text=True, check=True, timeout=300)
    measured = json.loads(ended.stdout)
    assert measured["policies"] == 500
    # Most hold; those that don't cost more, since each finding shows its evidence.
    assert measured["errors"] < 250
    mean = measured["proving"] / measured["policies"]
    print(f"proving {mean / 1000:.0f} us a policy, reading {measured['reading'] / measured['policies'] / 1000:.0f} us")
    assert mean <= LARGEST
