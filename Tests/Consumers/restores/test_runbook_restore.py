"""Runbooks do what they say: a source is backed up and lost, and their commands, pasted on a fresh machine, bring it back."""

import base64
import contextlib
import os
import subprocess

import pytest

from probes import runbooks
from world import apiserver, machine, tools
from world.runbooks import EXAMPLES, HOSTS, PASSWORD, database, digest, files, paste, restores, role, roles, write


@pytest.fixture(scope="module")
def site():
    site = machine.Site(HOSTS, ["my-certctl-backups", "orders-backups"])
    yield site
    site.close()


def runbook(example):
    return (EXAMPLES / example / "generated/runbook/machine.md").read_text()


def key_pair(source, certificate, key):
    """A certificate and its key, as a drill compares them."""
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=judged"]
    tools.run(*make, "-keyout", f"{source.root}{key}", "-out", f"{source.root}{certificate}").check_returncode()


# certctl: a database by password and four materials, to a restic repository at Amazon; the roles aren't captured.

CERTCTL = {"database-password": PASSWORD, "repository-passphrase": "repo pass", "aws-access-key-id": "AKIATEST", "aws-secret-access-key": "a/secret+key"}


@pytest.fixture(scope="module")
def certctl(site):
    """What certctl held before its machine was lost."""
    with site.machine() as source:
        source.install(EXAMPLES / "certctl/generated/systemd")
        source.secrets("certctl", CERTCTL)
        source.start_postgresql()
        source.sql("postgres", role("certctl"), 'CREATE ROLE "odd; role"', "CREATE DATABASE certctl OWNER certctl")
        source.sql(
            "certctl", "SET ROLE certctl", "CREATE TABLE audit_events AS SELECT i AS id, md5(i::text) AS hash FROM generate_series(1, 5000) i",
            "CREATE TABLE crl_cache (x int)", "CREATE TABLE ocsp_response_cache (x int)", "INSERT INTO crl_cache VALUES (1)",
            "CREATE FUNCTION audit_events_verify_chain() RETURNS TABLE (first_break_id int) LANGUAGE sql AS 'SELECT NULL::int'",
            'GRANT SELECT ON audit_events TO "odd; role" WITH GRANT OPTION',
        )  # fmt: skip
        write(source, "/etc/certctl/scep/ra.key", b"scep", 0o640, 33)
        write(source, "/etc/certctl/ocsp-responder-keys/1.key", b"ocsp", 0o400, 33)
        write(source, "/etc/certctl/trust/root.pem", b"root", 0o644)
        key_pair(source, "/etc/certctl/ca.crt", "/etc/certctl/ca.key")
        for name in ("nightly", "keys"):
            source.backup("certctl", name)
        # Later than the backup, and what the runbook does too.
        source.sql("certctl", "TRUNCATE crl_cache", "TRUNCATE ocsp_response_cache")
        return database(source, "certctl"), files(source, "/etc/certctl")


@pytest.mark.parametrize("shell", [pytest.param("dash", marks=pytest.mark.mechanism("runbook")), "bash", "busybox"])
def test_certctl_is_restored(site, certctl, shell):
    with site.machine() as fresh:
        fresh.secrets("certctl", CERTCTL)
        fresh.start_postgresql()
        said = restores(fresh, runbook("certctl"), "offsite", shell=shell)
        assert (database(fresh, "certctl"), files(fresh, "/etc/certctl")) == certctl
        assert "SELECT count(*) FROM audit_events answers 5000" in said
        # The application gets in with the password that the escrow brought back.
        asked = ["psql", "-h", "127.0.0.1", "-U", "certctl", "-Atc", "SELECT count(*) FROM audit_events", "certctl"]
        assert fresh.must(*asked, PGPASSWORD=PASSWORD) == "5000\n"
        assert not (fresh.root / "var/tmp/restore-certctl").exists()


def test_certctl_is_not_restored_over_what_is_there_or_without_its_secrets(site, certctl):
    with site.machine() as fresh:
        secrets = dict(CERTCTL)
        del secrets["aws-secret-access-key"]
        fresh.secrets("certctl", secrets)
        fresh.start_postgresql()
        fresh.sql("postgres", "CREATE DATABASE certctl")
        fresh.sql("certctl", "CREATE TABLE precious AS SELECT 1 x")
        _, said, _ = paste(fresh, runbook("certctl"), "offsite")
        assert "FAULT: /etc/backstay/secrets/certctl/aws-secret-access-key is missing or empty" in said
        assert "ok: offsite has copies" not in said and "ok: all is fetched" not in said
        fresh.secrets("certctl", CERTCTL)
        _, said, _ = paste(fresh, runbook("certctl"), "offsite")
        assert "FAULT: the database certctl exists and is not empty" in said and "ok: the databases of database" not in said
        assert fresh.sql("certctl", "SELECT * FROM precious") == "1\n"


def cluster_of(site, stack, folder):
    """A namespace in which each container of a pod is a machine, with the pod's own mounts."""

    def container(pod, name):
        here = stack.enter_context(site.machine("/restored", "/claim"))
        [spec] = [one for one in pod["spec"]["containers"] if one["name"] == name]
        volumes = {volume["name"]: volume for volume in pod["spec"]["volumes"]}
        for mount in spec["volumeMounts"]:
            target = here.root / mount["mountPath"].lstrip("/")
            target.mkdir(parents=True, exist_ok=True)
            for source in volumes[mount["name"]].get("projected", {}).get("sources", []):
                for item in source["secret"]["items"]:
                    (target / item["path"]).write_bytes(cluster.secret(source["secret"]["name"])[item["key"]])
        environment = {one["name"]: one["value"] for one in spec["env"]} | {"PATH": machine.PATH, "AWS_CA_BUNDLE": "/etc/ssl/certs/ca-certificates.crt"}
        return lambda argv: here.command("env", "-i", *(f"{key}={value}" for key, value in environment.items()), *argv)

    cluster = apiserver.Cluster(folder, "certctl", container)
    stack.callback(cluster.close)
    return cluster


def test_certctl_is_restored_in_a_cluster(site, certctl, tmp_path):
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(site.machine())
        server.start_postgresql()
        # As PostgreSQL's image makes it of the Secret.
        server.sql("postgres", role("certctl SUPERUSER"), "CREATE DATABASE certctl OWNER certctl")
        cluster = cluster_of(site, stack, tmp_path)
        cluster.put_secret("certctl-postgres", {"password": PASSWORD})
        cluster.put_secret("certctl-backup", {"passphrase": CERTCTL["repository-passphrase"]})
        cluster.put_secret("certctl-backup-aws", {"AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": CERTCTL["aws-secret-access-key"]})
        blocks = runbooks.Runbook((EXAMPLES / "certctl/generated/runbook/helm.md").read_text()).commands("offsite")
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "KUBECONFIG": str(cluster.kubeconfig)}
        result = subprocess.run(["dash"], input="\n".join(blocks), env=environment, capture_output=True, text=True, timeout=300, check=False)
        said = result.stdout + result.stderr
        assert result.returncode == 0 and "FAULT" not in said, said
        assert said.count("\nok: ") + said.startswith("ok: ") == sum(1 for block in blocks if runbooks.CALLS.search(block)), said
        held, kept = certctl
        assert database(server, "certctl") == held
        kept = {path: content for path, (*_, content) in kept.items()}
        digests = {f"certctl-ca/{key}": digest(value) for key, value in cluster.secret("certctl-ca").items()}
        digests |= {f"certctl-scep-ra/{key}": digest(value) for key, value in cluster.secret("certctl-scep-ra").items()}
        digests |= {f"trust/{key}": digest(base64.b64decode(value)) for key, value in cluster.objects["configmaps", "certctl-trust"]["binaryData"].items()}
        digests |= {f"claim/{path.name}": digest(path.read_bytes()) for path in (site.folder / "shared/claim/responder-keys").iterdir()}
        assert digests == {
            "certctl-ca/tls.crt": kept["etc/certctl/ca.crt"], "certctl-ca/tls.key": kept["etc/certctl/ca.key"],
            "certctl-scep-ra/ra.key": kept["etc/certctl/scep/ra.key"], "trust/root.pem": kept["etc/certctl/trust/root.pem"],
            "claim/1.key": kept["etc/certctl/ocsp-responder-keys/1.key"],
        }  # fmt: skip
        # The pod and what let it reach the network are gone.
        assert [key for key in cluster.objects if key[0] in ("pods", "networkpolicies")] == []


# orders: every database with the roles, to a repository in a bucket and to one on a mounted disk that lacks the keys.

ORDERS = {"repository-passphrase": "orders pass", "store-key-id": "AKIATEST", "store-key": "key"}
DISK = "/mnt/backup/orders"


@pytest.fixture(scope="module")
def orders(site):
    with site.machine(DISK) as source:
        source.install(EXAMPLES / "vm-restic/generated/systemd")
        source.secrets("orders", ORDERS)
        source.start_postgresql()
        os.chmod(source.root / DISK.lstrip("/"), 0o777)
        source.sql("postgres", role("orders"), role("reader"), "GRANT reader TO orders", "CREATE DATABASE orders OWNER orders")
        source.sql("postgres", "CREATE DATABASE \"odd = 'n/ä\"", "CREATE TABLE kept AS SELECT 42 AS answer")
        source.sql("orders", "SET ROLE orders", "CREATE TABLE t AS SELECT i FROM generate_series(1, 1000) i", "GRANT SELECT ON t TO reader")
        source.sql("odd = 'n/ä", "CREATE TABLE u AS SELECT 'ö' AS x")
        source.sql("orders", "CREATE TABLE orders AS SELECT now() AS placed")
        write(source, "/etc/orders/tls/chain.pem", b"chain", 0o640, 33)
        key_pair(source, "/etc/orders/tls/tls.crt", "/etc/orders/tls/tls.key")
        source.backup("orders", "nightly", user="postgres")
        source.backup("orders", "keys")
        names = ("orders", "odd = 'n/ä", "postgres")
        return {name: database(source, name) for name in names}, roles(source), files(source, "/etc/orders/tls")


def test_every_database_and_role_of_a_machine_is_restored(site, orders):
    with site.machine(DISK) as fresh:
        fresh.secrets("orders", ORDERS)
        fresh.start_postgresql()
        restores(fresh, runbook("vm-restic"), "offsite")
        databases, globals_, keys = orders
        assert {name: database(fresh, name) for name in databases} == databases
        assert (roles(fresh), files(fresh, "/etc/orders/tls")) == (globals_, keys)


def test_the_second_sink_serves_where_the_first_is_gone(site, orders):
    with site.machine(DISK) as fresh:
        fresh.secrets("orders", ORDERS)
        fresh.start_postgresql()
        _, said, _ = paste(fresh, runbook("vm-restic"), "disk")
        databases, globals_, _ = orders
        assert {name: database(fresh, name) for name in databases} == databases and roles(fresh) == globals_
        # What it has no copies of is said beforehand, and noticed.
        assert "It has no copies of `tls`." in runbook("vm-restic")
        assert "ok: the databases of database are restored" in said and "ok: the files are in place" not in said


def test_one_sink_is_not_fetched_from_while_another_is_open(site):
    session, opening, fetching = (block for block in runbooks.Runbook(runbook("vm-restic")).commands("offsite") if "opened()" in block or "list_backup()" in block or "opened offsite" in block)
    with site.machine() as fresh:
        said = fresh.run("dash", stdin=f"{session}\n{opening}\nsink=disk\n{fetching}")
        assert "FAULT: open offsite first: disk is open" in said.stderr and "fetched all" not in said.stdout
