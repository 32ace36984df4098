"""A drill restores a physical backup with the log after it, from each repository, beside the server that it came from."""

import json
import os
import pathlib
import shutil
import subprocess
import uuid

import pytest

from probes import goldens
from world import tools
from world.scripts import PATH, free_port, must

PROGRAMS = pathlib.Path("/usr/local/lib/backstay")
# What any write changes; the log's own position is moved by the server itself.
WRITES = "SELECT pg_snapshot_xmax(pg_current_snapshot()), (SELECT timeline_id FROM pg_control_checkpoint())"


class Source:
    """A server that archives to two repositories by what is generated, one of them encrypted."""

    def __init__(self, folder):
        self.folder, self.name, self.port, self.pg = folder, f"p{uuid.uuid4().hex[:8]}", free_port(), tools.postgresql_directory()
        for part in ("socket", "one", "two", "log", "lock", "spool", "scratch", "state", "secrets", "tablespace"):
            (folder / part).mkdir()
        (folder / "secrets/cipher").write_text("of the repository\n")
        self.compile()
        tools.install_runtimes(self.out)
        (PROGRAMS / self.name).symlink_to(self.out / f"usr/local/lib/backstay/{self.name}")
        must("chown", "-R", "postgres", folder)
        must("chmod", "755", folder)
        # What tmpfiles.d makes.
        self.metrics = pathlib.Path("/var/lib/backstay") / self.name / "metrics"
        self.metrics.mkdir(parents=True)
        shutil.chown(self.metrics, "postgres")
        self.options = {"PGBACKREST_CONFIG": str(self.out / "etc/pgbackrest/pgbackrest.conf")}
        self.options |= {f"PGBACKREST_{name.upper()}_PATH": str(folder / name) for name in ("log", "lock", "spool")}
        self.user(f"{self.pg}/initdb", "-D", folder / "data", "-A", "trust", "-N")
        settings = (self.out / f"etc/postgresql/15/main/conf.d/backstay-{self.name}.conf").read_text()
        with open(folder / "data/postgresql.conf", "a") as conf:
            conf.write(f"{settings}\nport = {self.port}\nunix_socket_directories = '{folder}/socket'\nlisten_addresses = '127.0.0.1'\nfsync = off\nautovacuum = off\n")
        self.user(f"{self.pg}/pg_ctl", "-D", folder / "data", "-l", folder / "log/server", "-w", "start")
        self.sql("CREATE TABLE kept AS SELECT generate_series(1, 1000) x")
        self.sql(f"CREATE TABLESPACE space LOCATION '{folder}/tablespace'")
        self.sql("CREATE TABLE elsewhere TABLESPACE space AS SELECT 5 x")
        program = PROGRAMS / self.name / "pgbackrest"
        self.user(program, "--stanza=main", "stanza-create")
        for number in (1, 2):
            self.user(program, "--stanza=main", f"--repo={number}", "--type=full", "--start-fast", "backup")
        # Only the log has these.
        self.sql("INSERT INTO kept SELECT generate_series(1001, 1500)")
        self.sql("SELECT pg_switch_wal()")
        self.user(program, "--stanza=main", "check")

    def compile(self):
        server = {"serverVersion": 15, "socket": str(self.folder / "socket"), "port": self.port, "user": "postgres", "peer": True,
                  "dataDirectory": str(self.folder / "data"), "stanza": "main"}  # fmt: skip
        checks = [{"sql": "SELECT count(*) FROM kept", "database": "postgres", "atLeast": 1500}, {"sql": "SELECT x FROM elsewhere", "database": "postgres", "equals": "5"}]
        policy = {
            "apiVersion": "backstay/v1", "kind": "BackupPolicy", "metadata": {"name": self.name},
            "objectives": {"rto": "1h"},
            "secrets": {"cipher": {"escrow": {"where": "safe"}}},
            "materials": {"database": {"postgresql": server}},
            "sinks": {"one": {"filesystem": {"path": str(self.folder / "one")}, "repository": {"pgbackrest": {}}},
                      "two": {"filesystem": {"path": str(self.folder / "two")}, "repository": {"pgbackrest": {"cipher": "cipher"}}}},
            "backups": {"physical": {"materials": ["database"], "method": "pgbackrest", "cadence": {"full": "0 0 * * *", "wal": "5m"},
                                     "sinks": ["one", "two"], "retention": {"fulls": 4}, "deadline": "1h"}},
            "drills": {"check": {"backups": ["physical"], "cadence": {"every": "3mo"}, "assertions": checks}},
            "alerts": {"prometheus": {}},
            "targets": {"pgbackrest": {"systemdVersion": 252, "bindings": {"cipher": {"file": str(self.folder / "secrets/cipher")}}}},
        }  # fmt: skip
        (self.folder / "policy.yaml").write_text(json.dumps(policy))
        must(goldens.ROOT / ".build/debug/backstay", "compile", self.folder / "policy.yaml", "--output", self.folder / "out")
        self.out = self.folder / "out" / self.name / "pgbackrest"

    def user(self, *argv, **env):
        return must("/usr/bin/setpriv", "--reuid=postgres", "--clear-groups", *argv, **self.options, **env)

    def sql(self, statement):
        return self.user(f"{self.pg}/psql", "-XAtqc", statement, PGHOST=str(self.folder / "socket"), PGPORT=str(self.port), PGUSER="postgres").decode()

    def drill(self, script=None, **env):
        """Status, what was said and the evidence."""
        script = script or PROGRAMS / self.name / "drill-check-physical"
        known = {"PATH": PATH, "CACHE_DIRECTORY": str(self.folder / "scratch"), "STATE_DIRECTORY": str(self.folder / "state"), **self.options, **env}
        result = subprocess.run(["/usr/bin/setpriv", "--reuid=postgres", "--clear-groups", "dash", str(script)], env=known, stdin=subprocess.DEVNULL,
                                capture_output=True, text=True, timeout=300)  # fmt: skip
        assert not (self.folder / "scratch/run").exists()
        newest = max((self.folder / "state").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return result.returncode, result.stdout + result.stderr, json.loads(newest.read_text())

    def close(self):
        self.user(f"{self.pg}/pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        (PROGRAMS / self.name).unlink()
        shutil.rmtree(self.folder)
        shutil.rmtree(self.metrics.parent)


@pytest.fixture(scope="module")
def source():
    PROGRAMS.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(f"/srv/drill-physical-{os.getpid()}")
    folder.mkdir()
    source = Source(folder)
    yield source
    source.close()


def test_each_repository_brings_back_all_that_was_archived(source):
    before = source.sql(WRITES)
    archives = sorted(path for number in ("one", "two") for path in (source.folder / number).rglob("*"))
    status, said, evidence = source.drill(PGHOST=str(source.folder / "socket"), PGPORT=str(source.port))
    assert status == 0 and evidence["outcome"] == "passed", said
    assert [sink["sink"] for sink in evidence["sinks"]] == ["one", "two"]
    for sink in evidence["sinks"]:
        [copy] = sink["copies"]
        assert copy["kind"] == "physical" and copy["name"].endswith("F") and 0 <= copy["age"] < 600
        assert [check["outcome"] for check in sink["assertions"]] == ["passed", "passed"]
    # Neither the source nor an archive has anything new.
    assert source.sql(WRITES) == before
    assert sorted(path for number in ("one", "two") for path in (source.folder / number).rglob("*")) == archives


def test_log_that_is_missing_is_noticed_at_its_repository_alone(source):
    hidden = source.folder / "hidden"
    hidden.mkdir()
    log = sorted(path for path in (source.folder / "one/archive/main").rglob("00000001*") if path.is_file())
    last = max(path.name[:24] for path in log if ".backup" in path.name)
    # All but what the backup itself needs.
    moved = [path for path in log if path.name[:24] > last]
    assert moved
    for path in moved:
        path.rename(hidden / path.name)
    try:
        status, said, evidence = source.drill()
    finally:
        for path in moved:
            (hidden / path.name).rename(path)
        hidden.rmdir()
    assert status == 1, said
    assert [sink["proven"] for sink in evidence["sinks"]] == [False, True]


def test_a_repository_that_is_damaged_is_noticed(source):
    files = [path for path in (source.folder / "one/backup/main").rglob("*") if path.is_file() and "bundle" in str(path)]
    data = {path: path.read_bytes() for path in files}
    for path in files:
        path.write_bytes(bytes(len(data[path])))
    status, said, evidence = source.drill()
    for path in files:
        path.write_bytes(data[path])
    assert status == 1 and "pgbackrest restore failed" in said
    assert [sink["failed"] for sink in evidence["sinks"] if not sink["proven"]] == [["restore database"]]


def test_root_is_refused(source):
    script = PROGRAMS / source.name / "drill-check-physical"
    known = {"PATH": PATH, "CACHE_DIRECTORY": str(source.folder / "scratch"), "STATE_DIRECTORY": str(source.folder / "state"), **source.options}
    result = subprocess.run(["dash", str(script)], env=known, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and "PostgreSQL doesn't run as root" in result.stderr
