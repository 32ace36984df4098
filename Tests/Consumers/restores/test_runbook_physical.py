"""The runbook of a physical backup, pasted on a fresh machine: to the latest instant, and to one before the damage."""

import time

import pytest

from world import machine
from world.runbooks import EXAMPLES, restores

EXAMPLE = EXAMPLES / "large-pgbackrest/generated"
SECRETS = {"bucket-cipher": "a cipher", "bucket-key-id": "AKIATEST", "bucket-key": "a/secret+key"}
LOCAL = "/var/lib/pgbackrest"


@pytest.fixture(scope="module")
def site():
    site = machine.Site(["s3.eu-west-1.amazonaws.com"], ["warehouse-backups"])
    yield site
    site.close()


@pytest.fixture(scope="module")
def good(site):
    """A server that was backed up to both repositories, damaged, and lost; the instant before the damage."""
    with site.machine(LOCAL) as source:
        installed(source)
        source.start_postgresql()

        def pgbackrest(*words):
            source.must("/usr/local/lib/backstay/warehouse/pgbackrest", "--stanza=warehouse", *words, user="postgres")

        pgbackrest("stanza-create")
        source.sql("postgres", "CREATE ROLE warehouse LOGIN PASSWORD 'x'", "CREATE TABLE t AS SELECT i FROM generate_series(1, 1000) i")
        for number in (1, 2):
            pgbackrest(f"--repo={number}", "--type=full", "backup")
        source.sql("postgres", "INSERT INTO t SELECT i FROM generate_series(1001, 2000) i")
        time.sleep(1.1)
        good = source.sql("postgres", "SELECT now()").strip()
        time.sleep(1.1)
        source.sql("postgres", "DELETE FROM t WHERE i > 5")
        pgbackrest("check")
        return good


def installed(here):
    here.secrets("warehouse", SECRETS)
    here.install(EXAMPLE / "pgbackrest")


def rows(here):
    return here.sql("postgres", "SELECT count(*), (SELECT rolcanlogin FROM pg_roles WHERE rolname = 'warehouse') FROM t")


def test_the_latest_instant_comes_back_from_the_bucket(site, good):
    # The local repository is lost with the machine.
    with site.machine() as fresh:
        installed(fresh)
        said = restores(fresh, (EXAMPLE / "runbook/machine.md").read_text(), "bucket")
        assert rows(fresh) == "5|t\n" and "full backup: " in said


def test_an_instant_before_the_damage_comes_back_from_the_disk(site, good):
    with site.machine(LOCAL) as fresh:
        installed(fresh)
        fresh.start_postgresql()
        fresh.must("pg_ctlcluster", fresh.major, "main", "stop")
        text = (EXAMPLE / "runbook/machine.md").read_text()
        assert text.count("target=''") == 1
        restores(fresh, text.replace("target=''", f"target='{good}'"), "local")
        assert rows(fresh) == "2000|t\n"
        # The empty server that was there is moved aside.
        [aside] = (fresh.root / f"var/lib/postgresql/{fresh.major}").glob("main.before-*")
        assert (aside / "PG_VERSION").exists()
