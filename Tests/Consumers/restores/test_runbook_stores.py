"""Copies of every kind at every kind of place come back by the runbook's commands, whatever names and paths are called."""

import os

import pytest

from world import machine, tools
from world.runbooks import HOSTS, PASSWORD, compiled, database, files, paste, restores, role, write

STORES = ["folder-plain", "folder-age", "folder-restic", "folder-borg", "bucket-plain", "bucket-age", "bucket-restic", "ssh-restic"]
SECRETS = {"password": PASSWORD, "passphrase": "repo pass", "key-id": "AKIATEST", "key": "a/secret+key"}


@pytest.fixture(scope="module")
def site():
    site = machine.Site(HOSTS, ["stores"])
    yield site
    site.close()


def store(name, site, recipient):
    place, repository = name.split("-")
    found = {"repository": {repository: {"passphrase": "passphrase"}}} if repository in ("restic", "borg") else {}
    if repository == "age":
        found["encryption"] = {"age": {"recipients": [recipient]} | ({"identity": "identity"} if place == "bucket" else {})}
    if place == "folder":
        return found | {"filesystem": {"path": f"/mnt/copies/{name}"}}
    if place == "ssh":
        host = " ".join((site.folder / "ssh_host.pub").read_text().split()[:2])
        return found | {"sftp": {"host": "127.0.0.1", "port": 2222, "user": "root", "path": str(site.folder / "ssh-copies"), "privateKey": "ssh", "hostKeys": [host]}}
    keys = {"static": {"accessKeyId": "key-id", "secretAccessKey": "key"}}
    return found | {"s3": {"bucket": "stores", "region": "us-east-1", "endpoint": "https://s3.example.net", "pathStyle": True, "prefix": name, "credentials": keys}}


@pytest.fixture(scope="module")
def stores(site, tmp_path_factory):
    """A source whose copies lie in every store, its runbook, its secrets and what it held."""
    folder = tmp_path_factory.mktemp("stores")
    names = STORES
    for key in ("ssh_host", "ssh"):
        tools.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", site.folder / key).check_returncode()
    tools.run("age-keygen", "-o", site.folder / "age").check_returncode()
    recipient = tools.run("age-keygen", "-y", site.folder / "age").stdout.strip()
    secrets = SECRETS | {"ssh": (site.folder / "ssh").read_text(), "identity": (site.folder / "age").read_text()}
    server = {
        "serverVersion": 15, "databases": ["app", "o'dd $x"], "host": "127.0.0.1", "user": "app", "password": "password",
        "excludeTableData": ["noise"], "expectedSize": "10Mi",
    }  # fmt: skip
    policy = {
        "apiVersion": "backstay/v1", "kind": "BackupPolicy", "metadata": {"name": "stores"}, "secrets": {name: {} for name in secrets},
        "materials": {"server": {"postgresql": server}, "keys": {"files": {"paths": ["/etc/st'ores"], "exclude": ["*.log"]}}},
        "sinks": {name: store(name, site, recipient) for name in names},
        "backups": {"nightly": {"materials": ["server", "keys"], "cadence": "0 2 * * *", "sinks": names, "deadline": "1h"}},
        "restore": {"before": ["Stop <b>`everything`</b>."], "after": [{"sql": "SELECT 'it''s `$HOME`'"}]},
        "targets": {"systemd": {"systemdVersion": 252}},
    }  # fmt: skip
    tree = compiled(folder / "policy", policy)
    with site.machine("/mnt/copies") as source:
        for name in [name for name in names if name.startswith("folder")]:
            (source.root / "mnt/copies" / name).mkdir()
        start_ssh(site)
        source.install(tree / "systemd")
        source.secrets("stores", secrets)
        source.start_postgresql()
        source.sql("postgres", role("app SUPERUSER"), "CREATE DATABASE app OWNER app", "CREATE DATABASE \"o'dd $x\"")
        source.sql("app", "SET ROLE app", "CREATE TABLE t AS SELECT i FROM generate_series(1, 1000) i", "CREATE TABLE noise (x int)")
        source.sql("o'dd $x", "CREATE TABLE u AS SELECT 1 x")
        write(source, "/etc/st'ores/key", os.urandom(10_000), 0o640, 33)
        write(source, "/etc/st'ores/sub/other one", b"x", 0o600)
        write(source, "/etc/st'ores/old.log", b"left out")
        source.backup("stores", "nightly")
        (source.root / "etc/st'ores/old.log").unlink()
        held = {name: database(source, name) for name in ("app", "o'dd $x")}, files(source, "/etc/st'ores")
    return (tree / "runbook/machine.md").read_text(), secrets, held


def start_ssh(site):
    """An SSH server elsewhere in the network."""
    (site.folder / "ssh-copies").mkdir()
    (site.folder / "sshd").write_text("\n".join([
        "Port 2222", "ListenAddress 127.0.0.1", f"HostKey {site.folder}/ssh_host", f"AuthorizedKeysFile {site.folder}/ssh.pub", "StrictModes no",
        "PermitRootLogin yes", "UsePAM no", "PidFile none", "Subsystem sftp internal-sftp", "",
    ]))  # fmt: skip
    os.makedirs("/run/sshd", exist_ok=True)
    site.start(["/usr/sbin/sshd", "-D", "-f", site.folder / "sshd"])


@pytest.mark.parametrize("name", STORES)
def test_copies_in_each_store_are_restored(site, stores, name):
    text, secrets, held = stores
    with site.machine("/mnt/copies") as fresh:
        fresh.secrets("stores", secrets)
        if name == "folder-age":
            # No secret is declared for it: the owner brings the key.
            write(fresh, f"/var/tmp/restore-stores/{name}.identity", secrets["identity"].encode())
        fresh.start_postgresql()
        restores(fresh, text, name, shell="busybox" if "age" in name else "dash")
        assert ({one: database(fresh, one) for one in held[0]}, files(fresh, "/etc/st'ores")) == held


def test_a_copy_that_differs_from_its_record_is_refused(site, stores):
    text, secrets, _ = stores
    with site.machine("/mnt/copies") as fresh:
        fresh.secrets("stores", secrets)
        [copy] = (site.folder / "shared/mnt/copies/folder-plain/stores/nightly/keys").glob("*.tar")
        whole = copy.read_bytes()
        copy.write_bytes(whole[:-1] + b"x")
        try:
            _, said, _ = paste(fresh, text, "folder-plain")
        finally:
            copy.write_bytes(whole)
        assert "FAULT: /var/tmp/restore-stores/keys/keys.tar differs from its record" in said and "ok: all is fetched" not in said
