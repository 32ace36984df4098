"""In a booted systemd: physical backups by the generated units to several repositories, and a restore from each to two states."""

import json
import pathlib
import subprocess
import sys

from world import booted, content, source
from world.matrix import MatrixDeployment, MatrixWorld
from world.servers import AS_POSTGRES, Server


class PhysicalDeployment(MatrixDeployment):
    """A policy of physical backups of the world's own server."""

    def __init__(self, world, sinks):
        server = {
            "socket": str(world.server.folder), "host": None, "user": "postgres", "password": None, "peer": True, "databases": None, "globals": None,
            "excludeTables": None, "excludeTableData": None, "expectedSize": None, "dataDirectory": str(world.server.data), "stanza": "matrix",
        }  # fmt: skip
        cadence = {"full": "0 1 * * 0", "differential": "0 1 * * 1-6", "wal": "5m"}
        more = {"cadence": cadence, "backup": {"method": "pgbackrest"}, "targets": {"pgbackrest": {"systemdVersion": 252}}}
        super().__init__(world, sinks, materials=["database"], postgresql=server, **more)

    def sink(self, name, place, repository, *more):
        cipher = {"cipher": "passphrase"} if repository == "pgbackrest+cipher" else {}
        kept = super().sink(name, place, "restic" if place == "gcs" else "plain", *more)
        return kept | {"repository": {"pgbackrest": cipher}}


def state(server):
    """All that a restore has to bring back."""
    found = content.of_roles(server)
    for database in (source.DATABASE, source.ODD):
        found += content.of_database(server, database)
    return found


def restored(world, program, repository, *target):
    """The state of a server that is made of a repository."""
    folder = world.root / f"restored-{repository}-{len(target)}"
    folder.mkdir()
    for name in ("", "data"):
        (folder / name).mkdir(exist_ok=True)
        subprocess.run(["chown", "postgres:", folder / name], check=True)
    (folder / "data").chmod(0o700)
    argv = [*AS_POSTGRES, program, "--stanza=matrix", f"--repo={repository}", f"--pg1-path={folder}/data", *target, "restore"]
    said = subprocess.run(list(map(str, argv)), capture_output=True, text=True, cwd="/", check=False)
    if said.returncode != 0:
        return [said.stdout + said.stderr]
    server = Server(folder, settings=["archive_mode = off"])
    try:
        server.wait("postgres", "NOT pg_is_in_recovery()")
        return state(server)
    finally:
        server.stop()


def main(sinks):
    world = MatrixWorld()
    deployment = PhysicalDeployment(world, sinks)
    booted.install(world, deployment, "pgbackrest")
    [settings] = pathlib.Path("/etc/postgresql").glob(f"*/*/conf.d/backstay-{deployment.name}.conf")
    server = world.server
    server.stop("fast")
    with open(server.data / "postgresql.conf", "a") as file:
        file.write(f"include '{settings}'\n")
    server.start()
    runs, units = {}, f"backstay-{deployment.name}-nightly"
    for unit in [f"{units}-stanza", *(f"{units}-{name}-full" for name in sinks)]:
        runs[unit] = booted.start(f"{unit}.service")
    server.sql(source.DATABASE, "DELETE FROM store.events WHERE at < '2025-07-01'", "SELECT nextval('store.invoice_number')", "SELECT lo_put(50001, 0, 'changed')")
    for name in sinks:
        runs[f"{units}-{name}-differential"] = booted.start(f"{units}-{name}-differential.service")
    server.sql(source.ODD, "INSERT INTO few SELECT 100, 'before the accident'")
    before = state(server)
    target = server.sql("postgres", "SELECT pg_sleep(0.1)", "SELECT clock_timestamp()", "SELECT pg_sleep(0.1)").strip()
    server.sql(source.DATABASE, "DROP TABLE store.orders CASCADE", "SELECT lo_unlink(50001)")
    server.sql("postgres", "DROP ROLE \"odd \"\"role\"")
    after = state(server)
    # Its end is in the archive once the segment is.
    segment = server.sql("postgres", "SELECT pg_walfile_name(pg_current_wal_lsn())", "SELECT pg_switch_wal() IS NULL").split()[0]
    server.wait("postgres", f"(SELECT last_archived_wal >= '{segment}' FROM pg_stat_archiver)")
    program = f"/usr/local/lib/backstay/{deployment.name}/pgbackrest"
    lost = {}
    for number, name in enumerate(sinks, 1):
        lost[f"{name}: the newest state"] = content.differences(after, restored(world, program, number))
        earlier = restored(world, program, number, "--type=time", f"--target={target}", "--target-action=promote")
        lost[f"{name}: the state before"] = content.differences(before, earlier)
    booted.report({"runs": runs, "lost": lost, "apart": len(content.differences(before, after)), "leaked": leaked(world)})


def leaked(world):
    """Whether a secret is in the journal or in a file that anybody may read."""
    journal = subprocess.run(["journalctl", "-q", "-o", "export", "--no-pager"], capture_output=True, check=True).stdout
    texts = [journal, *(path.read_bytes() for path in pathlib.Path("/etc/pgbackrest").rglob("*.conf"))]
    return any((world.secrets / name).read_bytes().strip() in text for name in ("passphrase", "aws-secret") for text in texts)


main(json.loads(sys.argv[1]))
