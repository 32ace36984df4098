"""The pods of the checked-in examples run here as they are; what runs them holds a container to what its manifest says."""

import copy
import json

import pytest

from probes import goldens
from world import content, restore, source
from world.pods import Cluster, cronjobs, pod_of
from world.scripts import must
from world.servers import Server

USER = 70
PASSPHRASE, PASSWORD = "the phrase", "pa$$ w'or\\d"


@pytest.fixture(scope="module")
def server(matrix_world):
    """The examples' database server, at the port that they leave to PostgreSQL."""
    settings = [*matrix_world.tls_settings, f"listen_addresses = '{matrix_world.place}'"]
    server = Server(matrix_world.root / "examples", settings=settings, port=5432, hba=f"local all postgres trust\nhostssl all all 127.0.0.0/8 scram-sha-256\n")
    for name in ("certctl", "wiki"):
        server.sql("postgres", f"CREATE ROLE {name} SUPERUSER LOGIN PASSWORD '{PASSWORD.replace(chr(39), chr(39) * 2)}'")
    server.script("postgres", "CREATE ROLE app_owner; CREATE ROLE app_reader; CREATE ROLE \"odd \"\"role\"")
    for name in ("certctl", "wiki"):
        server.sql("postgres", f"CREATE DATABASE {name}", f"GRANT ALL ON DATABASE {name} TO app_owner")
        server.script(name, source.SQL.read_text())
    yield server
    server.close()


@pytest.fixture
def cluster(matrix_world, tmp_path):
    return Cluster(matrix_world, tmp_path)


def lost(server, database, dump):
    """What a restore beside the database differs in."""
    fresh = Server(server.folder.with_name("fresh"))
    try:
        fresh.script("postgres", "CREATE ROLE app_owner; CREATE ROLE app_reader; CREATE ROLE \"odd \"\"role\"; CREATE ROLE certctl; CREATE ROLE wiki")
        restore.database(fresh, database, dump)
        return content.differences(content.of_database(server, database), content.of_database(fresh, database))
    finally:
        fresh.close()


def succeed(cluster, document):
    ran = cluster.run(pod_of(document))
    assert {container["status"] for container in ran} == {0}, "".join(container["said"] for container in ran)


def test_the_chart_of_certctl(matrix_world, server, cluster):
    documents = cronjobs(goldens.ROOT / "examples/certctl/generated/helm", "helm")
    cluster.hold_all(documents)
    cluster.hold("secret", "certctl-postgres", password=PASSWORD)
    cluster.hold("secret", "certctl-backup", passphrase=PASSPHRASE)
    cluster.hold("secret", "certctl-backup-aws", AWS_ACCESS_KEY_ID="AKIATEST", AWS_SECRET_ACCESS_KEY="a/secret+key")
    cluster.hold("secret", "certctl-ca", **{"tls.crt": "certificate\n", "tls.key": "key\n", "ca.crt": "not of the policy\n"})
    cluster.hold("secret", "certctl-scep-ra", **{"ra.key": b"\x00scep"})
    cluster.hold("configMap", "certctl-trust", **{"anchors.pem": "anchors\n"})
    claim = cluster.folder / "responder"
    claim.mkdir()
    (claim / "ocsp.key").write_text("responder\n")
    cluster.claims = {"certctl-responder-keys": claim}
    matrix_world.make_bucket("my-certctl-backups")
    jobs = {value["spec"]["jobTemplate"]["metadata"]["labels"]["app.kubernetes.io/component"]: value for (kind, _), value in documents.items() if kind == "CronJob"}
    assert sorted(jobs) == ["drill-quarterly", "keys", "nightly"]
    for name in ("keys", "nightly"):
        succeed(cluster, jobs[name])
    # The copies are fetched, and what is no key of a certificate is noticed.
    fetch, prove = cluster.run(pod_of(jobs["drill-quarterly"]))
    assert (fetch["status"], prove["status"]) == (0, 1), fetch["said"] + prove["said"]
    [sink] = json.loads(prove["left"])["sinks"]
    assert "the key /etc/certctl/ca.key belongs to the certificate /etc/certctl/ca.crt" in sink["failed"] and len(sink["copies"]) == 5

    environment = {"RESTIC_PASSWORD": PASSPHRASE, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "HOME": str(cluster.folder)}

    def dump(material, name, *more):
        repository = ["--repo", f"s3:http://127.0.0.1:{matrix_world.s3_port}/my-certctl-backups/certctl", "--no-cache"]
        return must("restic", *repository, "dump", "--host", "certctl", "--tag", ",".join([f"material={material}", *more]), "latest", f"/{name}", **environment)

    assert lost(server, "certctl", dump("database", "certctl.dump", "database=certctl")) == []
    expected = {
        "ca": {"ca.crt": b"certificate\n", "ca.key": b"key\n"}, "scep-ra": {"scep/ra.key": b"\x00scep"},
        "responder-keys": {"ocsp-responder-keys/ocsp.key": b"responder\n"}, "trust-anchors": {"trust/anchors.pem": b"anchors\n"},
    }  # fmt: skip
    for material, files in expected.items():
        restore.files(cluster.folder / material, dump(material, f"{material}.tar"))
        place = cluster.folder / material / "etc/certctl"
        assert {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize("target", ["kubernetes", "helm"])
def test_the_small_claim(server, cluster, target):
    documents = cronjobs(goldens.ROOT / "examples/small-volume-claim/generated" / target, target)
    cluster.hold_all(documents)
    cluster.hold("secret", "wiki-postgresql", password=PASSWORD)
    cluster.claims = {name: cluster.folder / "claim" for kind, name in documents if kind == "PersistentVolumeClaim"}
    (cluster.folder / "claim").mkdir()
    if target == "helm":
        cluster.busybox()
    [job] = [value for (kind, _), value in documents.items() if kind == "CronJob"]
    succeed(cluster, job)
    [dump] = (cluster.folder / "claim").rglob("*.dump")
    assert dump.stat().st_uid == USER
    assert lost(server, "wiki", dump.read_bytes()) == []


def container(command, **more):
    """A pod of the examples' shape that runs a command."""
    held = {"name": "ship", "command": ["/bin/sh", "-c", command], "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}, {"name": "held", "mountPath": "/held", "readOnly": True}],
            "securityContext": {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}}  # fmt: skip
    return {
        "securityContext": {"runAsNonRoot": True, "runAsUser": USER, "runAsGroup": USER, "fsGroup": USER}, "containers": [held | more],
        "volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": "1Mi"}}, {"name": "held", "secret": {"secretName": "held", "defaultMode": 0o440}}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("echo x >/var/x", "Read-only file system"),
        ("echo x >/held/x", "Read-only file system"),
        ("cp /bin/busybox /dev/null; head -c 2000000 /dev/zero >/tmp/x", "No space left"),
        ("cat /etc/shadow", "Permission denied"),
        ("cat /srv/*/secrets/passphrase", "No such file"),
        ("ls /work/* /root/*", "No such file"),
        ("mount -t tmpfs x /tmp", "must be superuser"),
    ],
)
def test_a_container_is_held_to_its_manifest(cluster, command, said):
    cluster.hold("secret", "held", key="value")
    [ran] = cluster.run(container(command))
    assert ran["status"] != 0 and said in ran["said"], ran["said"]


def test_a_container_gets_what_its_manifest_says(cluster):
    cluster.hold("secret", "held", key="value")
    [ran] = cluster.run(container('id -u; id -G; echo "$HOME $ONE $TWO"; cat /held/key; stat -L -c " %a %u:%g" /held/key; readlink /held/key; grep NoNewPrivs /proc/self/status',
                                  env=[{"name": "ONE", "value": "1"}]))  # fmt: skip
    assert (ran["status"], ran["said"]) == (0, f"{USER}\n{USER}\n/ 1 \nvalue 440 0:{USER}\n..data/key\nNoNewPrivs:\t1\n")


def test_nothing_of_a_manifest_is_left_out(cluster):
    cluster.hold("secret", "held", key="value")
    for place, key in ((lambda pod: pod, "hostNetwork"), (lambda pod: pod["containers"][0], "envFrom"), (lambda pod: pod["containers"][0]["volumeMounts"][0], "subPath")):
        pod = copy.deepcopy(container("true"))
        place(pod)[key] = "x"
        with pytest.raises(AssertionError, match=f"{key}.* is not carried out here"):
            cluster.run(pod)
