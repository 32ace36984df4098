"""Each thing that a drill must notice makes it fail, with its name in the evidence; nothing stays behind."""

import json
import os
import pathlib

import pytest

from world.copies import Copies
from world.drills import QUERY, USER, Drilled
from world.scripts import PATH, crossed, must


@pytest.fixture(scope="module")
def pairs(world):
    """Keys with their certificates among the files to back up: `pair` and `other`."""
    for name in ("pair", "other"):
        must("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
             "-keyout", world.material / f"{name}.key", "-out", world.material / f"{name}.crt")  # fmt: skip


@pytest.fixture(scope="module")
def plain(world):
    """One deployment with plain copies for what doesn't harm them."""
    return Drilled(world, {"store": ("filesystem", "plain")})


def newest(drilled, material, database=None):
    """The file of the newest plain copy."""
    return max((drilled.folder / "store" / drilled.name / "nightly" / material / (database or "")).glob("*[!n]"))


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("shell", crossed())
def test_a_damaged_copy(world, shell):
    drilled = Drilled(world, {"store": ("filesystem", "plain")})
    copy = newest(drilled, "database", "app")
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    assert "fetch database/app" in drilled.notices("is damaged", shell=shell)["sinks"][0]["failed"]


def test_a_copy_that_is_cut_off_before_it_was_recorded(world):
    """What the record says is true of the bytes, and they are no whole archive."""
    drilled = Drilled(world, {"store": ("filesystem", "plain")})
    copy = newest(drilled, "database", "app")
    record = pathlib.Path(f"{copy}.json")
    before = must("sha256sum", copy).split()[0].decode()
    copy.write_bytes(copy.read_bytes()[:-60000])
    edit(record, before, must("sha256sum", copy).split()[0].decode())
    assert "restore database/app" in drilled.notices("can't restore")["sinks"][0]["failed"]


def test_a_damaged_repository(world):
    drilled = Drilled(world, {"store": ("filesystem", "restic")}, materials=["database"])
    for pack in (drilled.folder / "store/data").rglob("*"):
        if pack.is_file():
            pack.chmod(0o600)
            pack.write_bytes(pack.read_bytes()[:-100] + bytes(100))
    drilled.notices("fetch database/app")


@pytest.mark.parametrize(("repository", "shell"), crossed(("plain",), ("restic",), ("borg",)))
def test_a_missing_material(world, repository, shell):
    drilled = Drilled(world, {"store": ("filesystem", repository)}, assertions=[])
    copies = Copies.at(drilled, "store", "filesystem", repository)
    if repository == "plain":
        pathlib.Path(f"{newest(drilled, 'keys')}.json").unlink()
    elif repository == "restic":
        copies.command("forget", *(snapshot["id"] for snapshot in copies.snapshots().values()))
    else:
        [archive] = copies.archives().values()
        copies.command(f"::{archive}", "delete")
    [sink] = drilled.notices("there is no copy", shell=shell)["sinks"]
    assert sink["failed"] == ["fetch keys", "unpack keys"]


@pytest.mark.parametrize("repository", ["restic", "borg"])
def test_a_copy_that_was_never_verified(world, repository):
    """A snapshot that a killed run left pending is none."""
    drilled = Drilled(world, {"store": ("filesystem", repository)}, materials=["keys"], assertions=[])
    copies = Copies.at(drilled, "store", "filesystem", repository)
    if repository == "restic":
        copies.command("tag", "--add", "pending")
    else:
        [archive] = copies.archives().values()
        copies.command(f"::{archive}", "rename", f"pending+{archive}")
    drilled.notices("there is no copy")


def test_a_path_that_is_not_in_the_copy(world, plain):
    script = plain.folder / "another"
    script.write_text(plain.drill_script.read_text().replace(f"prove_files keys {world.material}/ca.crt", f"prove_files keys {world.material}/none.crt"))
    plain.notices("none.crt is not in the copy", script=script)


@pytest.mark.parametrize(
    ("assertion", "said"),
    [
        ({"sql": "SELECT count(*) FROM t", "atLeast": 20001}, "the answer is 20000, less than 20001"),
        ({"sql": "SELECT count(*) FROM noise1", "atLeast": 1}, "the answer is 0, less than 1"),
        ({"sql": "SELECT true", "equals": "f"}, "differs from the expected one"),
        ({"sql": "SELECT x FROM (VALUES ('t'), ('t')) y (x)", "equals": "t"}, "differs from the expected one"),
        ({"sql": "SELECT 1.5", "atLeast": 1}, "isn't a whole number"),
        ({"sql": "SELECT NULL", "atLeast": 1}, "isn't a whole number"),
        ({"sql": "SELECT none FROM t", "atLeast": 1}, "the statement failed"),
    ],
)
def test_a_wrong_assertion(world, assertion, said):
    drilled = Drilled(world, {"store": ("filesystem", "plain")}, [assertion, QUERY], materials=["database"])
    [sink] = drilled.notices(said)["sinks"]
    assert sink["failed"] == ["assertion 1001"] and [check["outcome"] for check in sink["assertions"]] == ["failed", "passed"]


@pytest.mark.parametrize(("key", "openssl"), [("pair", True), ("other", True), ("pair", False), ("other", False)])
def test_a_key_and_the_certificate_that_it_belongs_to(world, pairs, key, openssl):
    """Where there is no openssl, the server of the drill judges."""
    pair = {"keyMatches": {"certificate": str(world.material / "pair.crt"), "key": str(world.material / f"{key}.key")}}
    drilled = Drilled(world, {"store": ("filesystem", "plain")}, [pair], paths=("pair.crt", f"{key}.key"))
    programs = drilled.folder / "programs"
    programs.mkdir()
    for folder in PATH.split(":"):
        for program in pathlib.Path(folder).glob("*"):
            if program.name != "openssl" or openssl:
                (programs / program.name).exists() or (programs / program.name).symlink_to(program)
    script = drilled.folder / "drill-without-path"
    script.write_text(drilled.drill_script.read_text())
    how = {"script": script, "PATH": str(programs)}
    if key == "pair":
        drilled.passes(**how)
    else:
        drilled.notices("the key doesn't belong to" if openssl else "key values mismatch", **how)


def test_a_restore_that_takes_longer_than_the_objective(world):
    drilled = Drilled(world, {"store": ("filesystem", "plain")}, objectives={"rto": "1s"})
    # However fast this machine is.
    slow = drilled.folder / "slow"
    slow.mkdir(mode=0o755)
    (slow / "sha256sum").write_text('#!/bin/sh\nsleep 1\nexec /usr/bin/sha256sum "$@"\n')
    (slow / "sha256sum").chmod(0o755)
    [sink] = drilled.notices("more than the objective of 1", path=slow)["sinks"]
    assert sink["failed"] == ["restore within 1 seconds"] and sink["seconds"] > 1


def test_a_copy_that_is_too_old(world):
    drilled = Drilled(world, {"store": ("filesystem", "plain")}, materials=["keys"], assertions=[])
    edit(pathlib.Path(f"{newest(drilled, 'keys')}.json"), '"started": "2', '"started": "1')
    drilled.notices("seconds old, more than the")


@pytest.mark.parametrize("repository", ["age", "restic", "borg"])
def test_a_wrong_secret(world, repository):
    drilled = Drilled(world, {"store": ("filesystem", repository)}, materials=["keys"], assertions=[])
    name = "age-identity" if repository == "age" else "passphrase"
    (drilled.drill_secrets / name).unlink()
    if repository == "age":
        must("age-keygen", "-o", drilled.drill_secrets / name)
    else:
        (drilled.drill_secrets / name).write_text("another")
    drilled.notices("can't decrypt" if repository == "age" else "can't open the repository")


def test_the_absence_of_a_server_of_that_version(plain):
    script = plain.folder / "of-14"
    script.write_text(plain.drill_script.read_text().replace("prove_server database 15", "prove_server database 14"))
    plain.notices("the programs of a PostgreSQL 14 server are missing here", script=script)


def test_root(plain):
    plain.notices("PostgreSQL doesn't run as root", user="root")


def test_another_sink_goes_on_and_one_may_fail(world):
    sinks = {"gone": ("filesystem", "plain"), "store": ("filesystem", "plain")}
    drilled = Drilled(world, sinks, materials=["keys"], assertions=[])
    (drilled.folder / "gone").rename(drilled.folder / "elsewhere")
    evidence = drilled.notices("the folder", "is missing")
    assert [(sink["sink"], sink["proven"]) for sink in evidence["sinks"]] == [("gone", False), ("store", True)]
    script = drilled.folder / "best-effort"
    script.write_text(drilled.drill_script.read_text().replace("new_place gone\n", "new_place gone\nbest_effort=yes\n"))
    evidence = drilled.passes(script=script)
    assert [(sink["proven"], sink.get("bestEffort")) for sink in evidence["sinks"]] == [(False, True), (True, None)]


def test_evidence_is_kept_and_nobody_else_reads_it(plain):
    plain.passes()
    kept = sorted(plain.state.iterdir())
    plain.passes()
    assert set(kept) < set(plain.state.iterdir())
    assert all(path.owner() == USER and json.loads(path.read_text()) for path in plain.state.iterdir())
    assert os.stat(plain.state).st_uid
