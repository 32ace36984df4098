"""The programs that say how pgbackrest's backups and the archive go, against a real server; promtool reads what they write."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import uuid

import pytest

from probes import goldens
from world import s3, tools

COMPILER = goldens.ROOT / ".build/debug/backstay"
SHELLS = (["dash"], ["busybox", "sh"])
POLICY = """
apiVersion: backstay/v1
kind: BackupPolicy
metadata: {{name: {name}}}
secrets: {{password: {{}}}}
materials:
  database:
    postgresql: {{serverVersion: {version}, socket: {socket}, port: {port}, user: {user}, {authentication}, dataDirectory: {data}}}
sinks: {{disk: {{filesystem: {{path: /mnt/backup}}, repository: {{pgbackrest: {{}}}}}}}}
backups:
  nightly: {{materials: [database], method: pgbackrest, cadence: {{full: "0 1 * * *", wal: 5m}}, sinks: [disk], retention: {{fulls: 4}}}}
alerts: {{prometheus: {{}}}}
targets: {{pgbackrest: {{bindings: {{password: {{file: {password}}}}}}}}}
"""


class Machine:
    """A server that archives as it is told, and the folders that systemd-tmpfiles makes."""

    def __init__(self, root):
        self.root, self.port, self.name = root, s3.free_port(), f"t{uuid.uuid4().hex[:10]}"
        self.programs = tools.postgresql_directory()
        root.chmod(0o755)
        self.metrics = pathlib.Path("/var/lib/backstay") / self.name / "metrics"
        self.metrics.mkdir(parents=True)
        self.metrics.chmod(0o777)
        shutil.chown(root, "postgres")
        (root / "password").write_text("pass'word\n")
        shutil.chown(root / "password", "postgres")
        self.must(f"{self.programs}/initdb", "-D", root / "data", "-A", "trust", "--no-sync")
        self.must("sed", "-i", "1i local all watcher scram-sha-256", root / "data/pg_hba.conf")
        self.settings(archive_mode="on", archive_command="false")

    def as_postgres(self, *argv, umask=0o077):
        argv = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *map(str, argv)]
        return subprocess.run(argv, capture_output=True, text=True, timeout=90, umask=umask, cwd="/")

    def must(self, *argv):
        result = self.as_postgres(*argv)
        assert result.returncode == 0, f"{argv}: {result.stdout}{result.stderr}"
        return result.stdout.strip()

    def settings(self, **values):
        lines = [f"port = {self.port}", "listen_addresses = ''", f"unix_socket_directories = '{self.root}'", "fsync = off"]
        lines += [f"{name} = '{value}'" for name, value in values.items()]
        (self.root / "settings").write_text("\n".join(lines) + "\n")
        self.must("cp", self.root / "settings", self.root / "data/postgresql.auto.conf")

    def control(self, what):
        log = [] if what == "stop" else ["-l", self.root / "log"]
        self.must(f"{self.programs}/pg_ctl", "-D", self.root / "data", "-w", *log, "-m" if what != "start" else "-t", "fast" if what != "start" else "60", what)

    def sql(self, text):
        return self.must("psql", "-h", self.root, "-p", self.port, "-AtXq", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-c", text)

    def compiled(self, version=15, user="watcher", authentication="password: password"):
        text = POLICY.format(name=self.name, version=version, socket=self.root, port=self.port, user=user,
                             authentication=authentication, data=self.root / "data", password=self.root / "password")
        (self.root / "policy.yaml").write_text(text)
        out = self.root / f"out-{version}"
        result = tools.run(COMPILER, "compile", self.root / "policy.yaml", "--output", out)
        assert result.returncode == 0, result.stderr
        tools.install_runtimes(out)
        return out / self.name / "pgbackrest"

    def watch(self, tree, shell=("dash",)):
        return self.as_postgres(*shell, tree / f"usr/local/lib/backstay/{self.name}/pgbackrest-wal-watch")

    def samples(self, part):
        """The values of a file that promtool and a reader who isn't its owner accept, by the names of their metrics."""
        path = self.metrics / f"{part}.prom"
        assert path.stat().st_mode & 0o777 == 0o644
        checked = tools.run("promtool", "check", "metrics", stdin=path.read_text())
        assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
        assert [file.name for file in self.metrics.iterdir() if file.suffix != ".prom"] == []
        lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
        return {line.split("{")[0]: (line.split("{")[1].split("}")[0], float(line.split()[-1])) for line in lines}


@pytest.fixture(scope="module")
def machine():
    # Not below pytest's own folder, which another session may close at any moment.
    machine = Machine(pathlib.Path(tempfile.mkdtemp(prefix="backstay-watch-", dir="/srv")))
    machine.control("start")
    machine.sql("create role watcher login password 'pass''word'")
    yield machine
    machine.as_postgres(f"{machine.programs}/pg_ctl", "-D", machine.root / "data", "-m", "immediate", "stop")
    shutil.rmtree(machine.metrics.parent)
    shutil.rmtree(machine.root)


def test_the_watch_says_how_long_a_segment_waits(machine):
    tree = machine.compiled()
    # Who may not look says nothing, rather than that nothing waits.
    refused = machine.watch(tree)
    assert refused.returncode != 0 and "permission denied" in refused.stderr and not list(machine.metrics.iterdir())
    machine.sql("grant pg_monitor to watcher")
    machine.sql("create table judged (id int); select pg_switch_wal()")
    time.sleep(2)
    for shell in SHELLS:
        result = machine.watch(tree, shell)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
        samples = machine.samples("nightly-wal")
        labels = f'policy="{machine.name}",backup="nightly"'
        waited, asked = samples["backstay_wal_unarchived_seconds"], samples["backstay_wal_watch_timestamp_seconds"]
        assert waited[0] == asked[0] == labels
        assert 2 <= waited[1] <= 60 and abs(asked[1] - time.time()) < 30
    # An older server is asked otherwise, by a superuser; this one understands that too.
    older = machine.compiled(version=11, user="postgres", authentication="peer: true")
    assert machine.watch(older).returncode == 0
    assert machine.samples("nightly-wal")["backstay_wal_unarchived_seconds"][1] >= waited[1]

    machine.settings(archive_mode="on", archive_command="true")
    machine.control("reload")
    for _ in range(100):
        machine.watch(tree).check_returncode()
        if machine.samples("nightly-wal")["backstay_wal_unarchived_seconds"][1] == 0:
            break
        time.sleep(0.2)
    assert machine.samples("nightly-wal")["backstay_wal_unarchived_seconds"][1] == 0
    # Its unit waits for nothing of the network, and has no more access to it.
    unit = (tree / f"etc/systemd/system/backstay-{machine.name}-nightly-wal.service").read_text()
    assert "PrivateNetwork=yes" in unit and f"ReadWritePaths=/run/pgbackrest /var/log/pgbackrest -{machine.metrics}" in unit


def test_a_watch_that_cannot_know_says_nothing(machine):
    tree = machine.compiled()
    machine.sql("grant pg_monitor to watcher")
    before = machine.watch(tree), (machine.metrics / "nightly-wal.prom").read_bytes()
    assert before[0].returncode == 0

    def fails(said):
        result = machine.watch(tree)
        assert result.returncode != 0 and said in result.stderr, result.stderr
        assert (machine.metrics / "nightly-wal.prom").read_bytes() == before[1]

    machine.settings(archive_mode="off")
    machine.control("restart")
    fails("archive_mode is off")
    machine.settings(archive_mode="on", archive_command="true")
    (machine.root / "data/standby.signal").touch()
    shutil.chown(machine.root / "data/standby.signal", "postgres")
    machine.control("restart")
    fails("in recovery")
    machine.control("stop")
    fails("Is the server running locally")
    (machine.root / "data/standby.signal").unlink()
    machine.control("start")


def test_a_success_is_said_with_its_labels(machine):
    tree = machine.compiled()
    unit = (tree / f"etc/systemd/system/backstay-{machine.name}-nightly-disk-full.service").read_text()
    (line,) = re.findall(r'^ExecStartPost=(/\S+pgbackrest-success) (\S+) "(.*)"$', unit, re.MULTILINE)
    path, labels = line[1], line[2].replace('\\"', '"')
    assert labels == f'policy="{machine.name}",backup="nightly",sink="disk",kind="full"'
    for shell in SHELLS:
        result = machine.as_postgres(*shell, f"{tree}{line[0]}", path, labels)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
        said, when = machine.samples("nightly-disk-full")["backstay_last_success_timestamp_seconds"]
        assert said == labels and abs(when - time.time()) < 30
    # The rules ask for exactly that series.
    rules = (tree.parent / "prometheus/systemd/rules.yaml").read_text()
    assert f"backstay_last_success_timestamp_seconds{{{labels}}}" in rules
    folder = machine.metrics.parent / "absent"
    result = machine.as_postgres("dash", f"{tree}{line[0]}", folder / "x.prom", labels)
    assert result.returncode != 0 and "cannot be written" in result.stderr and not folder.exists()
    assert os.listdir(machine.metrics.parent) == ["metrics"]
