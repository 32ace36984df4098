"""pgbackrest's repositories as they fail: older backups stay, and restore afterwards."""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import time

import pytest

from probes import pgbackrest
from world import s3
from world.proxies import Store
from world.scripts import must
from world.trials import filled


class Stanza(pgbackrest.Machine):
    """A stanza that meets faults, with the backups that it has to keep."""

    def __init__(self, sample, folder, kind, tls=0, **environment):
        configuration, work = pgbackrest.Configuration(sample), pgbackrest.Work(folder, kind)
        work.port, work.tree, self.repository = s3.free_port(), sample, work / "repository-1"
        pgbackrest.prepare(work)
        self.repository.mkdir()
        must("mount", "-t", "tmpfs", "-o", "size=96m,mode=0777", "backstay-test", self.repository)
        env = pgbackrest.settings(configuration, "sample", kind, work, tls) | {"PGBACKREST_ARCHIVE_TIMEOUT": "5"} | environment
        super().__init__(configuration, "sample", env, work)
        self.rows = 0
        self.known = self.backups()
        self.recover()

    def close(self):
        self.stop()
        must("umount", "--lazy", self.repository)

    def backups(self):
        return {backup["label"] for backup in json.loads(self.pgbackrest("info", "--output=json"))[0]["backup"]}

    def write(self):
        self.rows += 100
        self.sql(f"create table if not exists kept (id int); insert into kept select generate_series({self.rows - 99}, {self.rows})")

    def recover(self):
        """Backs up without a fault, and has all older backups read."""
        self.write()
        # That a backup is resumed which was cut short is a warning.
        result = self.run("--type=incr" if self.known else "--type=full", "backup")
        assert result.returncode == 0 and "ERROR" not in result.stdout, result.stdout
        found = self.backups()
        assert self.known < found
        self.known = found
        assert "error" not in self.pgbackrest("verify").lower()

    def run(self, *words, **environment):
        return pgbackrest.as_postgres(self.work, self.env | environment, "pgbackrest", "--stanza=sample", *words)

    def suffer(self, *said, **environment):
        """Backs up with a fault: it fails and says so, and no backup is lost or half there."""
        self.write()
        result = self.run("--type=incr", "backup", **environment)
        output = result.stdout + result.stderr
        assert result.returncode > 0 and all(text in output for text in ("ERROR", *said)), output
        return output

    def intact(self):
        assert self.backups() == self.known


@pytest.fixture(scope="module")
def stanza(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(SAMPLE, folder / "tree")
    stanza = Stanza(folder / "tree", folder, "posix")
    yield stanza
    stanza.close()


SAMPLE = os.path.join(os.path.dirname(__file__), "../probes/samples/pgbackrest")


def test_a_repository_that_is_gone(stanza):
    repository = stanza.repository / "archive"
    away = stanza.repository / "away"
    repository.rename(away)
    repository.touch()
    try:
        stanza.suffer()
        stanza.sql("select pg_switch_wal()")
        pgbackrest.wait(lambda: stanza.sql("select failed_count from pg_stat_archiver") != "0")
    finally:
        repository.unlink()
        away.rename(repository)
    stanza.intact()
    stanza.recover()
    stanza.pgbackrest("check")


def test_a_full_disk(stanza):
    with filled(stanza.repository, 300_000):
        stanza.suffer("unable to write")
    stanza.intact()
    stanza.recover()


def test_a_wrong_passphrase(stanza):
    stanza.suffer(PGBACKREST_REPO1_CIPHER_PASS="another")
    stanza.intact()
    stanza.recover()


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment(stanza, seed):
    stanza.write()
    command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "pgbackrest", "--stanza=sample", "--type=full", "backup"]
    run = subprocess.Popen(
        command, env={**os.environ, **stanza.env, "HOME": str(stanza.work)}, cwd=stanza.work, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(random.Random(seed).uniform(0.1, 1.2))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    stanza.intact()
    stanza.recover()


def test_what_was_backed_up_before_the_faults_restores(stanza):
    rows = stanza.rows
    stanza.sql("select pg_switch_wal()")
    stanza.pgbackrest("check")
    stanza.restore()
    assert stanza.sql("select count(*) from kept") == str(rows)


@pytest.mark.parametrize("method", ["PUT"])
def test_a_store_that_answers_500(world, tmp_path, method):
    shutil.copytree(SAMPLE, tmp_path / "tree")
    must(
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-keyout", tmp_path / "key.pem", "-out", tmp_path / "certificate.pem",
    )  # fmt: skip
    bucket = f"judged-{method.lower()}"
    world.make_bucket(bucket)
    store = Store(world.s3_port, (tmp_path / "certificate.pem", tmp_path / "key.pem"))
    tmp_path.parent.chmod(0o755)
    stanza = None
    try:
        stanza = Stanza(tmp_path / "tree", tmp_path, "s3", store.port, PGBACKREST_REPO1_S3_BUCKET=bucket)
        with store.failing(lambda found, path: 500 if found == method and "backup" in path else None):
            stanza.suffer("500")
        stanza.intact()
        stanza.recover()
    finally:
        if stanza:
            stanza.close()
        store.close()
