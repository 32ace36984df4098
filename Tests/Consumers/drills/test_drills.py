"""Drills restore real copies from every kind of repository to a server of their own, and write down what they found."""

import json
import shutil

import pytest

from world.drills import QUERY, Drilled
from world.scripts import crossed

STORES = [
    ("filesystem", "plain"), ("filesystem", "age"), ("filesystem", "restic"), ("filesystem", "borg"),
    ("s3", "plain"), ("s3", "restic"), ("sftp", "restic"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "repository", "shell"), [pytest.param("filesystem", "plain", "dash", marks=pytest.mark.mechanism("drill")), *crossed(*STORES)[1:]])
def test_a_drill_proves_the_copies_of_a_sink(world, place, repository, shell):
    odd = {"sql": r"SELECT '\! touch /tmp/x :HOME' || ':''PORT' -- \q", "equals": r"\! touch /tmp/x :HOME:'PORT"}
    drilled = Drilled(world, {"store": (place, repository)}, [QUERY, odd], {"rto": "1h"})
    evidence = drilled.passes(shell)
    assert (evidence["policy"], evidence["drill"], evidence["rto"]) == (drilled.name, "check", 3600)
    assert len(evidence["policyDigest"]) == 16
    [sink] = evidence["sinks"]
    database, keys = sink["copies"]
    assert sink["sink"] == "store" and sink["proven"] and sink["server"].startswith("15.")
    assert (database["database"], database["tables"], keys["kind"], len(keys["sha256"])) == ("app", 2, "files", 64)
    assert [(check["sql"], check["outcome"]) for check in sink["assertions"]] == [(QUERY["sql"], "passed"), (odd["sql"], "passed")]


@pytest.mark.parametrize(("repository", "shell"), crossed(("plain",), ("restic",), ("borg",)))
def test_every_database_and_what_roles_own(world, repository, shell):
    """Roles come back, their tablespaces too, and none of it at the places of the source."""
    place = world.root / "pg" / f"space-{repository}-{shell}"
    place.mkdir()
    shutil.chown(place, "postgres")
    space = f"space_{repository}_{shell}"
    world.sql("postgres", f"CREATE TABLESPACE {space} LOCATION '{place}'", f"CREATE DATABASE d_{space} OWNER backup TABLESPACE {space}")
    world.sql(f"d_{space}", "CREATE TABLE kept AS SELECT 7 AS x", "ALTER TABLE kept OWNER TO backup")
    owner = {"sql": "SELECT tableowner FROM pg_tables WHERE tablename = 'kept'", "database": f"d_{space}", "equals": "backup"}
    drilled = Drilled(world, {"store": ("filesystem", repository)}, [owner, QUERY | {"database": "app"}], materials=["database"], database="all")
    before = sorted(place.rglob("*"))
    [sink] = drilled.passes(shell)["sinks"]
    assert {"app", "postgres", "odd = 'n/ä", f"d_{space}"} <= {copy.get("database") for copy in sink["copies"]}
    assert sorted(place.rglob("*")) == before
    world.sql("postgres", f"DROP DATABASE d_{space}", f"DROP TABLESPACE {space}")


def test_a_database_that_was_dropped_since_is_named_and_left(world):
    drilled = Drilled(world, {"store": ("filesystem", "plain")}, [QUERY | {"database": "app"}], materials=["database"], database="all")
    folder = drilled.folder / "store" / drilled.name / "nightly/database"
    (folder / "gone").mkdir()
    [record] = (folder / "app").glob("*.json")
    old = json.loads(record.read_text()) | {"started": "20260101T000000Z"}
    (folder / "gone/20260101T000000Z-0f.dump.json").write_text(json.dumps(old, indent=2))
    (folder / "gone/20260101T000000Z-0f.dump").write_text("old")
    [sink] = drilled.passes()["sinks"]
    assert sink["leftOut"] == ["gone"]
