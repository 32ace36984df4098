"""pgbackrest and PostgreSQL live through stanza, backups and a restore with every generated configuration."""

import pytest

import tiers
from probes import pgbackrest

CONFIGURATION = "etc/pgbackrest/pgbackrest.conf"
SETTINGS = "etc/postgresql/15/main/conf.d/backstay-sample.conf"


@pytest.mark.parametrize("kind", [pytest.param("posix", marks=pytest.mark.mechanism("pgbackrest stanza")), pytest.param("s3", marks=pytest.mark.all)])
def test_configuration(pgbackrest_golden, tmp_path, kind):
    assert pgbackrest.judge(pgbackrest_golden, kind, tmp_path) == []


@pytest.mark.all  # The goldens above live the same life; this one tells whether the judge or the golden is at fault.
@pytest.mark.parametrize("kind", ["posix", "s3"])
def test_the_sample_is_accepted(sample, tmp_path, kind):
    assert pgbackrest.judge(sample("pgbackrest"), kind, tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    tiers.first([
        (CONFIGURATION, "start-fast=y", "start-fsat=y", "contains invalid option 'start-fsat'"),
        (CONFIGURATION, "repo1-retention-full=2\n", "", "WARN: option 'repo1-retention-full' is not set"),
        (CONFIGURATION, "compress-type=zst", "compress-type=zip", "check exits"),
        (CONFIGURATION, "repo1-cipher-type=aes-256-cbc", "repo1-cipher-type=aes-256-cbc\nrepo1-cipher-pass=x", "a file holds the secret repo1-cipher-pass"),
        (CONFIGURATION, "[sample]", "[global:backup]", "names a stanza"),
        (SETTINGS, "--stanza=sample archive-push %p", "--stanza=other archive-push %p", "check exits"),
        (SETTINGS, "archive_mode = on", "archive_mode = off", "check exits"),
        (SETTINGS, "wal_level = replica", "wal_levle = replica", "pg_ctl"),
    ]),
)
def test_a_broken_configuration_is_refused(sample, tmp_path, monkeypatch, file, old, new, said):
    monkeypatch.setattr(pgbackrest, "ARCHIVE_TIMEOUT", 2)
    assert said in "\n".join(pgbackrest.judge(sample("pgbackrest", file, old, new), "posix", tmp_path))
