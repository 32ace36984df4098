"""A drill never touches the source, whatever leads to it, and nothing of a killed one stays."""

import fcntl
import json
import pathlib
import shutil
import time

import pytest

from world.drills import QUERY, USER, Drilled
from world.scripts import World, must

# What every write to the source changes: the next transaction's number, committed and rolled back work, rows and their
# hidden columns. Transactions that only read are given no number.
CONTENT = """SELECT (SELECT pg_snapshot_xmax(pg_current_snapshot())), (SELECT md5(string_agg(t::text || xmin || ctid, ',' ORDER BY i)) FROM t),
  (SELECT string_agg(datname || oid, ',' ORDER BY oid) FROM pg_database), (SELECT string_agg(rolname || oid, ',' ORDER BY oid) FROM pg_roles),
  (SELECT sum(tup_inserted + tup_updated + tup_deleted) FROM pg_stat_database WHERE datname <> 'postgres')"""

TOKEN = "0" * 32


@pytest.fixture(scope="module")
def world():
    """The source trusts everybody on its socket, listens where servers do by default, and knows the drill's user."""
    # There is one default port and socket on this machine.
    alone = open("/run/lock/backstay-default-port", "w")
    fcntl.flock(alone, fcntl.LOCK_EX)
    world = World()
    data = world.root / "pg/data"
    (data / "pg_hba.conf").write_text("local all all trust\nhost all all 127.0.0.1/32 trust\n")
    (data / "postgresql.auto.conf").write_text(f"unix_socket_directories = '{world.root}/pg, /var/run/postgresql, /tmp'\nlisten_addresses = '127.0.0.1'\n")
    restart(world, 5432)
    world.sql("postgres", f"CREATE ROLE drill_{TOKEN} SUPERUSER LOGIN")
    yield world
    for folder in ("/var/run/postgresql", "/tmp"):
        assert pathlib.Path(folder, ".s.PGSQL.5432").exists(), "the source was on the default socket all the time"
    world.close()
    alone.close()


def restart(world, port):
    as_postgres = ["setpriv", "--reuid=postgres", "--clear-groups", f"{world.pg}/pg_ctl", "-D", world.root / "pg/data"]
    must(*as_postgres, "-m", "fast", "-w", "stop")
    pathlib.Path("/var/run/postgresql").mkdir(exist_ok=True)
    shutil.chown("/var/run/postgresql", "postgres")
    must(*as_postgres, "-o", f"-p {port} -c fsync=off -c autovacuum=off", "-l", world.root / "pg/log", "-w", "start")
    world.pg_port = port


@pytest.fixture
def drilled(world):
    drilled = Drilled(world, {"store": ("filesystem", "plain")}, [QUERY], database="app")
    before = world.sql("app", CONTENT)
    yield drilled
    assert world.sql("app", CONTENT) == before


def test_a_hostile_environment_leads_nowhere(world, drilled):
    service = f"[source]\nhost={world.root}/pg\nport=5432\nuser=backup\ndbname=app\n"
    (drilled.home / ".pg_service.conf").write_text(service)
    (drilled.home / ".pgpass").write_text("*:*:*:*:super\n")
    (drilled.home / ".pgpass").chmod(0o600)
    (drilled.home / ".psqlrc").write_text("\\connect app backup\nDROP TABLE t;\n")
    home = pathlib.Path("~postgres").expanduser()
    left = [home / name for name in (".pgpass", ".psqlrc", ".pg_service.conf") if not (home / name).exists()]
    for path in left:
        shutil.copy(drilled.home / path.name, path)
        shutil.chown(path, USER)
        path.chmod(0o600)
    environment = {
        "PGHOST": f"{world.root}/pg", "PGHOSTADDR": "127.0.0.1", "PGPORT": "5432", "PGUSER": "backup", "PGDATABASE": "app", "PGPASSWORD": "super",
        "PGSERVICE": "source", "PGSERVICEFILE": str(drilled.home / ".pg_service.conf"), "PGPASSFILE": str(drilled.home / ".pgpass"),
        "PGOPTIONS": "-c search_path=public", "PGDATA": str(world.root / "pg/data"), "PGTARGETSESSIONATTRS": "any", "PSQLRC": str(drilled.home / ".psqlrc"),
    }  # fmt: skip
    try:
        drilled.passes(**environment)
    finally:
        for path in left:
            path.unlink()


@pytest.mark.parametrize("when", ["made", "restored"])
def test_a_socket_that_leads_to_the_source_is_refused(world, drilled, when):
    """Between two steps somebody puts a link to the source's socket in place of the drill's own."""
    process = drilled.start_drill()
    run = drilled.scratch / "run"
    socket = run / "s/.s.PGSQL.5432"
    awaited = socket if when == "made" else run / "sinks/store/server_version"
    for _ in range(3000):
        if awaited.exists():
            break
        time.sleep(0.002)
    socket.unlink()
    socket.symlink_to(world.root / "pg/.s.PGSQL.5432")
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 1, said
    assert "refusing to continue: this is not the server of this drill" in said or 'role "drill_' in said
    assert drilled.remains() == []
    [evidence] = [json.loads(path.read_text()) for path in drilled.state.iterdir()]
    assert evidence["outcome"] == "failed"


def test_the_guard_stops_a_session_that_reached_another_server(world, drilled):
    """The same name of a superuser on the source, which no server has by chance: the session still does nothing."""
    head = drilled.drill_script.read_text().rpartition("\nbegin_drill\n")[0]
    script = drilled.folder / "guard"
    script.write_text(f"{head}\nsubject=x token={TOKEN}\nexport PGUSER=drill_{TOKEN} PGDATABASE=app PGHOST={world.root}/pg PGPORT=5432\necho 'DROP TABLE t;' | on_server\n")
    process = drilled.start_drill(script=script)
    said, _ = process.communicate()
    assert process.returncode != 0 and "not the server of this drill" in said


@pytest.mark.parametrize("phase", ["server", "restored"])
def test_what_a_killed_drill_left_goes_with_the_next(world, drilled, phase):
    run = drilled.scratch / "run"
    there = {"server": run / "s/.s.PGSQL.5432", "restored": run / "sinks/store/server_version"}[phase]
    drilled.kill_drill(there.exists)
    assert drilled.servers() and run.exists()
    drilled.passes()


def test_a_drill_that_is_told_to_stop_leaves_nothing(world, drilled):
    process = drilled.start_drill()
    while not (drilled.scratch / "run/s/.s.PGSQL.5432").exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.terminate()
    process.communicate(timeout=120)
    assert process.returncode == 143 and drilled.remains() == []
