"""The matrix under a booted systemd: real units, with all that they forbid themselves, to several sinks and back."""

import json

import pytest

from world import booted, combinations

#: Of each kind of place and of each kind of repository at least one.
SINKS = {"disk": ("filesystem", "age"), "borg": ("filesystem", "borg"), "bucket": ("s3", "restic"), "plain": ("s3", "plain"), "host": ("sftp", "restic")}
#: Every physical repository; pgbackrest takes four.
PHYSICAL = [
    {"disk": ("filesystem", "pgbackrest"), "bucket": ("s3", "pgbackrest+cipher"), "google": ("gcs", "pgbackrest")},
    {"disk": ("filesystem", "pgbackrest+cipher"), "bucket": ("s3", "pgbackrest"), "google": ("gcs", "pgbackrest+cipher")},
]


def test_units_lose_nothing(tmp_path):
    report = booted.boot(tmp_path, "booted_rows", json.dumps(SINKS))
    assert report["result"] == "success", report["log"]
    assert report["lost"] == {name: [] for name in SINKS}
    drill = report["drill"]
    assert drill["result"] == "success", drill["log"]
    [evidence] = drill["evidence"]
    assert {sink["sink"]: sink["proven"] for sink in evidence["sinks"]} == dict.fromkeys(SINKS, True)
    assert report["remains"] == []


def physical():
    for sinks, name in zip(PHYSICAL, ("disk-bucket+cipher-google", "disk+cipher-bucket-google+cipher")):
        yield pytest.param(sinks, id=name, marks=[combinations.restored("pgbackrest", row, ["pgbackrest"]) for row in sinks.values()])


@pytest.mark.parametrize("sinks", list(physical()))
def test_physical_backups_lose_nothing(tmp_path, sinks):
    report = booted.boot(tmp_path, "booted_physical", json.dumps(sinks))
    assert [(unit, run["log"]) for unit, run in report["runs"].items() if run["result"] != "success"] == []
    assert report["lost"] == {f"{name}: {state}": [] for name in sinks for state in ("the newest state", "the state before")}
    assert report["apart"] > 0 and not report["leaked"]
