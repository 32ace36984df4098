"""What a run leaves behind as evidence: a record beside each copy, and what node_exporter shows of it."""

import calendar
import json
import os
import pathlib
import re
import time

import pytest

from world.copies import Copies
from world.scripts import SHELLS, Deployment, crossed, must

STATE = pathlib.Path("/var/lib/backstay")
SAMPLE = re.compile(r'(?P<name>\w+)\{(?P<labels>(?:\w+="(?:[^"\\]|\\[\\"n])*",?)+)\} (?P<value>\S+)')


def samples(path):
    """The samples of a text file, by name and labels, after each family was seen to have its two lines first."""
    found, described = {}, set()
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            described.add(tuple(line.split()[1:3]))
            continue
        match = SAMPLE.fullmatch(line)
        assert match and {("HELP", match["name"]), ("TYPE", match["name"])} <= described, line
        labels = dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', match["labels"]))
        found[match["name"], tuple(sorted(labels.items()))] = float(match["value"])
    return found


def deployment_of(world, sinks=None, **what):
    deployment = Deployment(world, sinks or {"store": ("filesystem", "plain")}, targets={"systemd": {"systemdVersion": 252, "metrics": "/srv/collected"}}, **what)
    # systemd-tmpfiles makes this on a machine, with a link from the collector's folder.
    folder = STATE / deployment.name / "metrics"
    folder.mkdir(parents=True)
    return deployment, folder / "nightly.prom"


def copy(deployment, sink, material, database=None):
    labels = {"policy": deployment.name, "backup": "nightly", "sink": sink, "material": material}
    return tuple(sorted((labels | ({"database": database} if database else {})).items()))


@pytest.mark.parametrize("shell", crossed())
def test_a_record_says_what_was_captured_and_how_it_was_checked(world, shell):
    deployment, _ = deployment_of(world, {"store": ("filesystem", "plain"), "sealed": ("filesystem", "age")})
    deployment.succeed(shell)
    digest = must(world.compiler, "explain", deployment.folder / "policy.yaml", "--format", "json")
    for sink, suffix in (("store", ""), ("sealed", ".age")):
        [path] = (deployment.folder / sink / deployment.name / "nightly/database/app").glob(f"*.dump{suffix}.json")
        record = json.loads(path.read_text())
        assert record["policyDigest"] == json.loads(digest)["policies"][0]["digest"]
        assert (record["policy"], record["material"], record["database"], record["kind"]) == (deployment.name, "database", "app", "database")
        assert record["size"] == os.path.getsize(path.with_suffix("")) and record["sha256"] == must("sha256sum", path.with_suffix(""))[:64].decode()
        assert record["server"].startswith("15.") and record["verified"] == "read" and re.fullmatch(r"\d{8}T\d{6}Z", record["started"])


def test_the_digest_is_that_of_what_the_policy_says(world):
    deployment, _ = deployment_of(world, materials=["keys"])
    policy = json.loads((deployment.folder / "policy.yaml").read_text())

    def digest(text):
        (deployment.folder / "other.yaml").write_text(text)
        return json.loads(must(world.compiler, "explain", deployment.folder / "other.yaml", "--format", "json"))["policies"][0]["digest"]

    same = [digest(json.dumps(policy)), digest("# a comment\n" + json.dumps(policy, indent=4))]
    policy["backups"]["nightly"]["cadence"] = "1 2 * * *"
    assert same[0] == same[1] != digest(json.dumps(policy))


@pytest.mark.parametrize("shell", SHELLS)
def test_metrics_are_those_of_the_records(world, shell):
    sinks = {"store": ("filesystem", "plain"), "vault": ("filesystem", "restic"), "box": ("filesystem", "borg")}
    deployment, path = deployment_of(world, sinks)
    before = time.time()
    deployment.succeed(shell)
    found = samples(path)
    run = tuple(sorted({"policy": deployment.name, "backup": "nightly"}.items()))
    assert int(before) <= found["backstay_last_success_timestamp_seconds", run] <= time.time()
    assert 0 <= found["backstay_last_success_duration_seconds", run] < 120
    for sink, (place, repository) in sinks.items():
        for material, database in (("database", "app"), ("keys", None)):
            copies = Copies.at(deployment, sink, place, repository, material, database)
            assert found["backstay_copy_size_bytes", copy(deployment, sink, material, database)] == len(copies.newest())
            [instant] = copies.instants()
            seconds = time.strptime(instant + "+0000", "%Y%m%dT%H%M%SZ%z")
            assert found["backstay_copy_snapshot_timestamp_seconds", copy(deployment, sink, material, database)] == calendar.timegm(seconds)
    assert len(found) == 2 + 2 * 2 * len(sinks) and path.stat().st_mode & 0o777 == 0o644
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("shell", SHELLS)
def test_names_of_databases_are_literal(world, shell):
    world.sql("postgres", 'DROP DATABASE IF EXISTS "a\\b""c\nd"', 'CREATE DATABASE "a\\b""c\nd"')
    world.sql('a\\b"c\nd', "CREATE TABLE t AS SELECT 1 x")
    deployment, path = deployment_of(world, materials=["database"], database="all")
    deployment.succeed(shell)
    world.sql("postgres", 'DROP DATABASE "a\\b""c\nd"')
    assert ("backstay_copy_size_bytes", copy(deployment, "store", "database", r"a\\b\"c\nd")) in samples(path)


@pytest.mark.parametrize("shell", crossed())
def test_a_failed_run_leaves_what_the_one_before_said(world, shell):
    deployment, path = deployment_of(world, paths=["ca.crt"])
    deployment.succeed(shell)
    said = path.read_text()
    (world.material / "ca.crt").rename(world.material / "away")
    try:
        deployment.fail("ca.crt is missing", shell=shell)
    finally:
        (world.material / "away").rename(world.material / "ca.crt")
    assert path.read_text() == said
    path.unlink()
    path.parent.rmdir()
    deployment.fail(f"the folder {path.parent} is missing", shell=shell)


@pytest.mark.parametrize("shell", crossed())
def test_an_unchanged_material_still_has_its_copy(world, shell):
    deployment, path = deployment_of(world, materials=["keys"], cadence={"onChange": {"check": "1h", "atLatestEvery": "24h"}})
    deployment.succeed(shell)
    first = samples(path)
    assert "unchanged" in deployment.succeed(shell)
    second = samples(path)
    run = tuple(sorted({"policy": deployment.name, "backup": "nightly"}.items()))
    assert second["backstay_last_success_timestamp_seconds", run] > first["backstay_last_success_timestamp_seconds", run]
    for name in ("backstay_copy_size_bytes", "backstay_copy_snapshot_timestamp_seconds"):
        assert second[name, copy(deployment, "store", "keys")] == first[name, copy(deployment, "store", "keys")]
