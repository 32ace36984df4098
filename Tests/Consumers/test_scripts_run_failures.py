"""What generated scripts do when something breaks: nothing false is published, and what is there stays."""

import random
import time

import pytest

from script_copies import Copies
from script_world import SHELLS, Deployment, World, crossed, must


@pytest.fixture(scope="module")
def world():
    world = World()
    yield world
    world.close()


def deployment_of(world, repository="plain", **what):
    return Deployment(world, {"store": ("filesystem", repository)}, **what)


def files(deployment, sink="store"):
    return sorted(str(path) for path in (deployment.folder / sink).rglob("*") if path.is_file())


@pytest.mark.parametrize(("lost", "shell"), crossed((1,), (20_000,), (400_000,)))
def test_a_dump_that_was_cut_off_is_not_published(world, lost, shell):
    deployment = deployment_of(world)
    deployment.succeed(shell)
    before = files(deployment)
    fake = deployment.folder / "fake"
    fake.mkdir()
    # Exits 0, and its table of contents is whole.
    (fake / "pg_dump").write_text(
        f'#!/bin/sh\n{world.pg}/pg_dump "$@" || exit\nfor word; do case $word in --file=*) /usr/bin/truncate -s -{lost} "${{word#--file=}}" ;; esac; done\n'
    )
    (fake / "pg_dump").chmod(0o755)
    said = deployment.fail("the dump can't be read to its end", "failed for database", shell=shell, path=fake)
    assert "store: keys: verified" in said
    assert [path for path in files(deployment) if "/database/" in path] == [path for path in before if "/database/" in path]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_wrong_password_of_the_server(world, shell):
    deployment = deployment_of(world, materials=["database"])
    secrets = deployment.folder / "secrets"
    must("cp", "-r", world.secrets, secrets)
    (secrets / "database-password").write_text("wrong")
    said = deployment.fail("password authentication failed", "failed for database", shell=shell, secrets=secrets)
    assert "wrong" not in said and files(deployment) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_an_empty_database_is_no_copy(world, shell):
    world.sql("postgres", "CREATE DATABASE hollow")
    try:
        # What begins with TABLE in an archive's contents is not always a table.
        world.sql("hollow", "CREATE SCHEMA \"DATA\"", "CREATE VIEW \"DATA\".\"TABLE\" AS SELECT 1")
        one = deployment_of(world, materials=["database"], database="hollow")
        one.fail("database/hollow: has 0 tables, fewer than 1", "failed for database", shell=shell)
        assert files(one) == []
        every = deployment_of(world, materials=["database"], database="all")
        said = every.fail("database/hollow: has 0 tables, fewer than 1", shell=shell)
        assert "store: database/app: verified" in said and "store: database/postgres: verified" in said
        world.sql("hollow", "CREATE TABLE \"DATA\".\"DATA x\" (x int) PARTITION BY LIST (x)")
        one.succeed(shell)
    finally:
        world.sql("postgres", "DROP DATABASE hollow")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_missing_file_fails_the_run_and_not_the_others(world, shell):
    deployment = deployment_of(world, paths=["ca.crt", "gone"])
    said = deployment.fail(f"{world.material}/gone is missing", "failed for keys", shell=shell)
    assert "store: database/app: verified" in said and not any("/keys/" in path for path in files(deployment))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_link_in_place_of_the_material(world, shell):
    deployment = deployment_of(world, materials=["keys"], paths=["tree/link"])
    deployment.fail("is a symbolic link", shell=shell)
    assert files(deployment) == []


@pytest.mark.parametrize(("place", "repository", "shell"), crossed(("filesystem", "restic"), ("filesystem", "plain"), ("s3", "plain")))
def test_one_broken_sink_of_two(world, place, repository, shell):
    # A folder that isn't there, as of a file system that isn't mounted; a port where nothing listens.
    broken = (place, repository, False, 1)
    deployment = Deployment(world, {"broken": broken, "store": ("filesystem", "plain")}, materials=["keys"])
    deployment.fail("broken: failed", "store: keys: verified", "failed for broken", shell=shell)
    assert len(files(deployment)) == 2
    assert not (deployment.folder / "broken").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_program_that_is_missing_is_named(world, shell):
    deployment = deployment_of(world, "restic", materials=["keys"])
    text = deployment.script.read_text()
    assert text.count("sha256sum restic\n") == 1
    deployment.script.write_text(text.replace("sha256sum restic\n", "sha256sum restic-of-none\n"))
    deployment.fail("restic-of-none is missing here", shell=shell)


@pytest.mark.parametrize(("repository", "shell"), crossed(("plain",), ("restic",), ("borg",)))
def test_killed_at_any_moment(world, repository, shell):
    deployment = deployment_of(world, repository)
    started = time.monotonic()
    deployment.succeed(shell)
    lasts = time.monotonic() - started
    copies = Copies.at(deployment, "store", "filesystem", repository, "database", "app")
    chance = random.Random(f"{repository} {shell}")
    for _ in range(3):
        before = copies.instants()
        deployment.kill(shell, chance.uniform(0.3, 0.95) * lasts)
        assert before <= copies.instants()
        said = deployment.succeed(shell)
        assert len(copies.instants() - before) >= 1, said
    assert copies.newest().startswith(b"PGDMP")


@pytest.mark.parametrize("shell", crossed())
def test_a_second_run_waits_for_the_first(world, shell):
    deployment = deployment_of(world, "restic", materials=["keys"])
    runs = [deployment.start(shell) for _ in range(3)]
    assert [(run.communicate(timeout=300)[0] and run.returncode) for run in runs] == [0, 0, 0]
    assert len(Copies.at(deployment, "store", "filesystem", "restic").instants()) >= 1
