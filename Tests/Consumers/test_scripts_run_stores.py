"""Generated scripts capture from a real server and ship to real stores; what was shipped is restored and compared."""

import pytest

from script_copies import Copies
from script_world import Deployment, World, crossed, must, packed

KEEP_TWO = {"last": 2}
STORES = [
    ("filesystem", "plain"), ("filesystem", "age"), ("filesystem", "restic"), ("filesystem", "borg"),
    ("s3", "plain"), ("s3", "age"), ("s3", "restic"), ("sftp", "restic"),
]  # fmt: skip


@pytest.fixture(scope="module")
def world():
    world = World()
    yield world
    world.close()


def restored(world, dump, database):
    """The rows of `database` as a dump brings them back."""
    path = world.root / f"{database}.dump"
    path.write_bytes(dump)
    world.sql("postgres", f"CREATE DATABASE {database}")
    server = ["-h", "127.0.0.1", "-p", world.pg_port, "-U", "postgres", "-d", database]
    must(f"{world.pg}/pg_restore", "--exit-on-error", *server, path, PGPASSWORD="super")
    rows = world.sql(database, "SELECT count(*), md5(string_agg(m, ',' ORDER BY i)) FROM t"), world.sql(database, "SELECT count(*) FROM noise1")
    world.sql("postgres", f"DROP DATABASE {database}")
    return rows


@pytest.mark.parametrize(("place", "repository", "shell"), crossed(*STORES))
def test_what_is_shipped_can_be_restored(world, place, repository, shell):
    deployment = Deployment(world, {"store": (place, repository)}, retention=KEEP_TWO)
    said = deployment.succeed(shell)
    assert "store: database/app: verified" in said and "store: keys: verified" in said
    database = Copies.at(deployment, "store", place, repository, "database", "app")
    rows = world.sql("app", "SELECT count(*), md5(string_agg(m, ',' ORDER BY i)) FROM t")
    assert restored(world, database.newest(), deployment.name) == (rows, "0\n")
    material = str(world.material)
    files = packed(Copies.at(deployment, "store", place, repository).newest())
    assert {name.removeprefix(f".{material}/"): (kind, mode) for name, (kind, mode, _) in files.items()} == {
        "ca.crt": (b"0", 0o600),
        "tree": (b"5", 0o755),
        "tree/key": (b"0", 0o644),
        "tree/link": (b"2", 0o777),
        "tree/sub": (b"5", 0o755),
        "tree/sub/odd 'name'": (b"0", 0o644),
    }
    assert files[f".{material}/tree/link"][2] == "key"
    # Expiry follows a verified success.
    before = database.instants()
    deployment.succeed(shell)
    deployment.succeed(shell)
    assert len(database.instants()) == 3 and before <= database.instants(), "minimumCopies is 3"
    deployment.succeed(shell)
    assert len(database.instants()) == 3 and not before & database.instants()


@pytest.mark.parametrize("shell", crossed())
def test_every_database_and_the_roles(world, shell):
    sinks = {"one": ("filesystem", "plain"), "two": ("filesystem", "restic"), "three": ("filesystem", "borg")}
    deployment = Deployment(world, sinks, materials=["database"], database="all")
    deployment.succeed(shell)
    for sink, (place, repository) in sinks.items():
        for name in ("app", "postgres", "odd%20%3D%20%27n%2F%C3%A4"):
            assert Copies.at(deployment, sink, place, repository, "database", name).newest().startswith(b"PGDMP")
    [roles] = (deployment.folder / "one" / deployment.name / "nightly/database").glob("*.sql")
    assert b"CREATE ROLE backup;" in roles.read_bytes()


@pytest.mark.parametrize(("repository", "shell"), crossed(("restic",), ("borg",)))
def test_a_wrong_passphrase_makes_no_repository(world, repository, shell):
    deployment = Deployment(world, {"store": ("filesystem", repository)}, materials=["keys"])
    deployment.succeed(shell)
    copies = Copies.at(deployment, "store", "filesystem", repository)
    before = copies.instants()
    secrets = deployment.folder / "secrets"
    must("cp", "-r", world.secrets, secrets)
    (secrets / "passphrase").write_text("another")
    deployment.fail("can't be opened", shell=shell, secrets=secrets)
    (secrets / "passphrase").unlink()
    deployment.fail("the secret passphrase is missing", shell=shell, secrets=secrets)
    assert copies.instants() == before


@pytest.mark.parametrize("shell", crossed())
def test_a_machine_with_another_key_is_refused(world, shell):
    deployment = Deployment(world, {"store": ("sftp", "restic")}, materials=["keys"])
    script = deployment.script.read_text()
    key = " ".join((world.root / "ssh/client.pub").read_text().split()[:2])
    trusted = " ".join((world.root / "ssh/host.pub").read_text().split()[:2])
    assert trusted in script
    deployment.script.write_text(script.replace(trusted, key))
    said = deployment.fail("store: failed", shell=shell)
    # restic may end before it has passed on what ssh said.
    assert "Host key verification failed" in said or "unable to start the sftp session" in said
    assert list((deployment.folder / "store").iterdir()) == []
