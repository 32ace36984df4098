"""Captures that go wrong: nothing of them is shipped, and the other materials are."""

import contextlib
import itertools
import os
import signal

import pytest

from world.proxies import Line
from world.scripts import SHELLS, must
from world.trials import REPOSITORIES, flip, instantly, killing, wrapped

#: The archive that pg_dump was told to write.
FILE = 'for word; do case $word in --file=*) file=${word#--file=} ;; esac; done\n'
UNREADABLE = "can't read the dump to its end"
DUMPS = [
    ("cut by a byte", 'truncate -s -1 "$file"', UNREADABLE),
    ("cut to nine tenths", 'truncate -s $(($(stat -c %s "$file") * 9 / 10)) "$file"', UNREADABLE),
    ("cut to half", 'truncate -s $(($(stat -c %s "$file") / 2)) "$file"', UNREADABLE),
    ("cut within its contents", 'truncate -s 600 "$file"', UNREADABLE),
    ("empty", ': >"$file"', UNREADABLE),
    ("flipped in its middle", flip("$file", None), UNREADABLE),
    ("flipped in its magic", flip("$file", 1), UNREADABLE),
    ("gone", 'rm "$file"', UNREADABLE),
]


def crossed(rows, everywhere=1):
    """Parameters: each row at the first repository, and the first ones at all of them; with one shell and the other in turn."""
    shells = itertools.cycle(SHELLS)
    return [
        pytest.param(place, repository, next(shells), *row, id=f"{row[0]}-{place}-{repository}".replace(" ", "-"))
        for index, row in enumerate(rows)
        for place, repository in (REPOSITORIES if index < everywhere else REPOSITORIES[:1])
    ]


@pytest.mark.parametrize(("place", "repository", "shell", "fault", "done", "reason"), crossed(DUMPS))
def test_a_dump(trials, place, repository, shell, fault, done, reason):
    with trials.of(place, repository) as trial:
        fake = wrapped(trial.folder / "fake", "pg_dump", after=f"[ $# -eq 1 ] || {{ {FILE}{done}\n}}")
        said = trial.endure(reason, "not captured: database", "failed for database", shell=shell, path=fake)
        assert "store: keys: verified" in said


@contextlib.contextmanager
def through(trial, line):
    """The deployment with its database behind a line."""
    trial.change(lambda policy: policy["materials"]["database"]["postgresql"].update(port=line.port))
    try:
        yield
    finally:
        trial.change(lambda policy: policy["materials"]["database"]["postgresql"].update(port=trial.world.pg_port))
        line.close()


def backend(world):
    """Kills the server's process that a dump reads from."""
    os.kill(int(world.sql("postgres", "SELECT pid FROM pg_stat_activity WHERE usename = 'backup'")), signal.SIGKILL)


def restart(world):
    data = world.root / "pg/data"
    must("setpriv", "--reuid=postgres", "--clear-groups", f"{world.pg}/pg_ctl", "-D", data, "-l", world.root / "pg/log", "-m", "immediate", "-w", "restart")


@pytest.mark.parametrize(("loss", "shell"), [("cut", "dash"), (backend, "busybox"), (restart, "dash")])
@pytest.mark.parametrize("limit", [3_000, 300_000])
def test_a_server_that_goes_away_during_the_dump(trials, loss, limit, shell):
    with trials.of("filesystem", "plain") as trial:
        line = Line(trial.world.pg_port, limit)
        line.then = line.cut if loss == "cut" else lambda: loss(trial.world)
        with through(trial, line):
            said = trial.suffer("not captured: database", "failed for database", shell=shell)
        assert line.limit is None and "store: keys: verified" in said
        trial.recover(shell)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_server_that_is_not_there(trials, shell):
    with trials.of("filesystem", "plain") as trial:
        line = Line(1)
        with through(trial, line):
            line.close()
            trial.suffer("can't connect", "failed for database", shell=shell, path=instantly(trial.folder / "instantly"))
        trial.recover(shell)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("name", "reason"), [("nowhere", 'database "nowhere" does not exist'), ("hollow", "has 0 tables, fewer than 1")])
def test_a_database_that_is_missing_or_empty(trials, name, reason, shell):
    with trials.of("filesystem", "plain") as trial:
        # What begins with TABLE in an archive's contents is not always a table.
        trial.world.sql("postgres", "CREATE DATABASE hollow")
        trial.world.sql("hollow", 'CREATE SCHEMA "DATA"', 'CREATE VIEW "DATA"."TABLE" AS SELECT 1')
        trial.change(lambda policy: policy["materials"]["database"]["postgresql"].update(databases=[name]))
        try:
            trial.suffer(reason, "failed for database", shell=shell)
        finally:
            trial.world.sql("postgres", "DROP DATABASE hollow")
            trial.change(lambda policy: policy["materials"]["database"]["postgresql"].update(databases=["app"]))
        trial.recover(shell)


@pytest.mark.parametrize(("tool", "when"), [("pg_dump", "--format*"), ("pg_restore", "--file*"), ("pg_restore", "--list*"), ("psql", "*"), ("tar", "-cf*"), ("tar", "-tf*")])
def test_a_program_that_is_killed(trials, tool, when):
    with trials.of("filesystem", "plain") as trial:
        material, other = ("keys", "database/app") if tool == "tar" else ("database", "keys")
        said = trial.endure(f"not captured: {material}", f"failed for {material}", path=killing(trial.folder / f"killing-{tool}-{when[:-1]}", tool, when))
        assert f"store: {other}: verified" in said


def secret(trial, name, how):
    """The folder of secrets, one of them spoiled."""
    folder = trial.folder / f"secrets-{name}-{how}"
    must("cp", "-r", trial.world.secrets, folder)
    (folder / name).unlink()
    if how == "folder":
        (folder / name).mkdir()
    elif how != "missing":
        (folder / name).write_text({"empty": "", "wrong": "not-it\n"}[how])
    return folder


@pytest.mark.parametrize(
    ("how", "reason"),
    [("wrong", "password authentication failed"), ("missing", "the secret database-password is missing"), ("empty", "can't connect"), ("folder", "database-password")],
)
def test_a_password(trials, how, reason):
    with trials.of("filesystem", "plain") as trial:
        said = trial.endure(reason, "failed for database", secrets=secret(trial, "database-password", how), shell="busybox" if how == "wrong" else "dash")
        assert "store: keys: verified" in said and "not-it" not in said


SINK_SECRETS = [("filesystem", "restic", "passphrase"), ("filesystem", "borg", "passphrase"), ("s3", "plain", "aws-secret"), ("s3", "plain", "aws-id")]


@pytest.mark.parametrize(("place", "repository", "name"), SINK_SECRETS)
def test_a_secret_of_a_sink(trials, place, repository, name):
    with trials.of(place, repository, ("keys",)) as trial:
        # The store of the tests takes any key, so that only those that aren't there are refused.
        for how in ("missing", "empty", "folder") + (("wrong",) if name == "passphrase" else ()):
            trial.suffer(name if how in ("missing", "folder") else "store: failed", "failed for store", secrets=secret(trial, name, how))
        trial.recover()


@pytest.mark.parametrize(("size", "failed"), [("64k", "database keys"), ("200k", "database keys"), ("600k", "keys"), ("800k", "keys")])
@pytest.mark.parametrize("shell", SHELLS)
def test_a_scratch_space_that_fills(trials, size, failed, shell):
    with trials.of("filesystem", "plain") as trial:
        trial.mount(trial.cache, size)
        try:
            trial.suffer(*(f"not captured: {material}" for material in failed.split()), shell=shell)
        finally:
            trial.unmount(trial.cache)
        trial.recover(shell)
