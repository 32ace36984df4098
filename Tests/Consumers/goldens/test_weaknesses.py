"""Backstay's certctl against the 22 weaknesses of certctl's own CronJob, and the table in the documentation that says so."""

import copy
import pathlib
import re

import pytest

from probes import goldens, helm, kubernetes, reading, runbooks, scripts
from world import tools
from world.runbooks import EXAMPLES, compiled, findings
from world.scripts import Deployment

TABLE = goldens.ROOT / "Sources/BackstayKit/Documentation.docc/ComparedWithCertctl.md"
PARTS = pathlib.Path(__file__).parents[1]
CHART = EXAMPLES / "certctl/generated/helm"
MANIFESTS = EXAMPLES / "small-volume-claim/generated/kubernetes"


def rows(text):
    """The cells of each row of the table, its head left out."""
    lines = [line.strip().strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in cells] for cells in lines[2:]]


def faults(text):
    """What is wrong with the table: a number that is left out, a row without a test, a test that doesn't exist."""
    found = rows(text)
    if [row[0] for row in found] != [str(number) for number in range(1, 23)]:
        yield "the rows aren't 1 to 22"
    for row in found:
        named = re.findall(r"`(\w+/\w+\.py)::(\w+)`", row[3]) if len(row) == 4 else []
        if len(row) != 4 or not all(row) or not named:
            yield f"row {row[0]} is incomplete"
        for file, name in named:
            if not (PARTS / file).exists() or not re.search(rf"^def {name}\(", (PARTS / file).read_text(), re.MULTILINE):
                yield f"row {row[0]}: there is no {file}::{name}"


def test_every_row_names_tests_that_exist():
    assert list(faults(TABLE.read_text())) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("| 7 |", "| 8 |", "the rows aren't 1 to 22"),
        ("test_17_every_cronjob_says_its_zone", "test_17_gone", "row 17: there is no goldens/test_weaknesses.py::test_17_gone"),
        ("`goldens/test_helm.py::test_chart`, `goldens/test_helm.py::test_a_broken_chart_is_refused`", "belief", "row 22 is incomplete"),
    ],
)
def test_a_broken_table_is_refused(old, new, fault):
    text = TABLE.read_text()
    assert text.count(old) == 1
    assert fault in faults(text.replace(old, new))


@pytest.fixture
def certctl():
    """The policy, to be changed."""
    return copy.deepcopy(runbooks.policy(EXAMPLES / "certctl/policy.yaml"))


def documents(chart=CHART, values=None):
    stream, faults = helm.render(chart, values)
    assert faults == []
    return [value for value, _ in map(reading.read, stream) if value]


def of_kind(values, kind):
    found = [value for value in values if value["kind"] == kind]
    assert found
    return found


def all_documents():
    return documents() + [value for value, _ in map(reading.read, kubernetes.applied(MANIFESTS)) if value]


def in_bucket(policy, **settings):
    """The sink as a bucket of plain objects."""
    del policy["sinks"]["offsite"]["repository"]
    policy["sinks"]["offsite"]["s3"].update(settings)
    for name in ("ca", "scep-ra", "responder-keys"):
        policy["materials"][name]["files"]["sensitive"] = False
    policy["secrets"].pop("repository-passphrase")
    policy["targets"]["helm"]["bindings"].pop("repository-passphrase")
    policy["targets"]["helm"]["images"]["aws"] = "amazon/aws-cli:2.31.0"
    return policy


def test_02_an_empty_database_is_no_copy(world):
    world.sql("postgres", "CREATE DATABASE hollow")
    deployment = Deployment(world, {"store": ("filesystem", "plain")}, materials=["database"], database="hollow")
    deployment.fail("hollow")
    assert not list((deployment.folder / "store").rglob("*.dump"))


def test_03_all_that_a_restore_needs_is_captured_or_inventoried(certctl, tmp_path):
    assert {name for backup in certctl["backups"].values() for name in backup["materials"]} == certctl["materials"].keys() - {"environment"}
    jobs = of_kind(documents(), "CronJob")
    mounted = {volume["name"] for job in jobs for volume in job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["volumes"]}
    assert {"material-ca", "material-scep-ra", "material-responder-keys", "material-trust-anchors"} <= mounted
    assert "configuration encryption key" in (EXAMPLES / "certctl/generated/runbook/machine.md").read_text()
    certctl["backups"]["keys"]["materials"].remove("ca")
    assert "uncaptured-material" in findings(tmp_path / "policy", certctl)


def test_04_too_little_retention_is_refused(certctl, tmp_path):
    certctl["backups"]["nightly"]["retention"] = {"daily": 30}
    assert "retention-shorter-than-objective" in findings(tmp_path / "policy", certctl)


def test_05_copies_beside_the_source_are_refused(certctl, tmp_path):
    certctl["sinks"]["offsite"] = {"volumeClaim": {"name": "certctl-backups"}, "repository": certctl["sinks"]["offsite"]["repository"]}
    assert "too-few-failure-domains" in findings(tmp_path / "policy", certctl)


def test_06_sensitive_files_are_encrypted_and_keys_have_an_escrow(certctl, tmp_path):
    plain = copy.deepcopy(certctl)
    del plain["sinks"]["offsite"]["repository"]
    assert "unencrypted-sensitive-material" in findings(tmp_path / "plain", plain)
    certctl["secrets"]["repository-passphrase"] = {}
    assert "unescrowed-secret" in findings(tmp_path / "policy", certctl, "warning")


def test_07_a_backup_that_stops_is_told():
    assert {job["spec"]["failedJobsHistoryLimit"] for job in of_kind(all_documents(), "CronJob")} == {3}
    rules = "".join(path.read_text() for path in (EXAMPLES / "certctl/generated/prometheus").rglob("*") if path.is_file())
    for backup in ("nightly", "keys"):
        assert f"backup: {backup}" in rules or f'backup="{backup}"' in rules or f"certctl-{backup}" in rules


def test_08_workload_identity_mounts_no_keys(certctl, tmp_path):
    role = "arn:aws:iam::123456789012:role/certctl-backup"
    certctl["sinks"]["offsite"]["s3"]["credentials"] = {"workloadIdentity": {"role": role}}
    for name in ("aws-access-key-id", "aws-secret-access-key"):
        del certctl["secrets"][name], certctl["targets"]["helm"]["bindings"][name]
    del certctl["targets"]["systemd"]
    values = documents(compiled(tmp_path / "policy", certctl) / "helm")
    [account] = of_kind(values, "ServiceAccount")
    assert account["metadata"]["annotations"]["eks.amazonaws.com/role-arn"] == role
    assert "certctl-backup-aws" not in str(values) and "AWS_ACCESS_KEY_ID" not in str(of_kind(values, "CronJob"))


def test_09_no_script_needs_more_than_posix():
    found = [text for _, text in scripts.embedded(all_documents())]
    assert found and all(text.startswith(("#!/bin/sh\n", "# Backstay's runtime: ")) and "pipefail" not in text for text in found)
    # In a pipe without pipefail a failure of pg_dump would be lost.
    assert not any(re.search(r"pg_dump --format[^\n]*[^|]\|[^|]", text) for text in found)


def test_11_zero_survives_an_override():
    kept = documents(values={"jobs": {"nightly": {"resources": {"ship": {"limits": {}}}}}, "nodeSelector": {}})
    [nightly] = [job for job in of_kind(kept, "CronJob") if job["metadata"]["name"].endswith("-nightly")]
    assert nightly["spec"]["suspend"] is False
    templates = "".join(path.read_text() for path in (CHART / "templates").glob("*.yaml"))
    assert not re.search(r"\|\s*default\b|\bdefault\s", templates)


def test_12_nothing_is_rendered_of_an_empty_bucket_or_an_unknown_sink(certctl, tmp_path):
    for number, sink in enumerate([{"s3": {**certctl["sinks"]["offsite"]["s3"], "bucket": ""}}, {"ftp": {"host": "x"}}]):
        broken = copy.deepcopy(certctl)
        broken["sinks"]["offsite"] = sink
        assert findings(tmp_path / str(number), broken)
    del certctl["targets"]["helm"]["bindings"]["database-password"]
    assert findings(tmp_path / "unbound", certctl)
    assert helm.refusal(CHART, {"backup": {"sink": "s3"}}) and helm.refusal(CHART, {"jobs": {"nightly": {"schedule": ""}}})


def test_13_notes_name_what_there_is(certctl):
    notes = helm.texts(CHART)["certctl/templates/NOTES.txt"]
    assert "0 2 * * *" in notes and "Secret certctl-postgres, key password" in notes
    [name] = re.findall(r"cronjob/(\S+)", notes)
    assert name in {job["metadata"]["name"] for job in of_kind(documents(), "CronJob")}


def test_17_every_cronjob_says_its_zone():
    assert {job["spec"]["timeZone"] for job in of_kind(all_documents(), "CronJob")} == {"Etc/UTC"}


def test_18_the_tls_mode_reaches_libpq(certctl, tmp_path):
    certctl["secrets"]["database-ca"] = {}
    certctl["materials"]["database"]["postgresql"] |= {"sslMode": "verify-full", "rootCertificate": "database-ca"}
    certctl["targets"]["helm"]["bindings"]["database-ca"] = {"secret": "certctl-postgres-ca", "key": "ca.crt"}
    found = [text for name, text in scripts.embedded(documents(compiled(tmp_path / "policy", certctl) / "helm")) if name.endswith("capture.sh")]
    assert found and all("export PGSSLMODE=verify-full" in text and "root_certificate=database-ca" in text for text in found)


def test_19_a_bucket_is_used_as_the_policy_says(certctl, tmp_path):
    policy = in_bucket(certctl, endpoint="https://minio.example.net", serverSideEncryption="aws:kms", keyId="alias/backup")
    library = compiled(tmp_path / "policy", policy) / "systemd/usr/local/lib/backstay"
    text = (library / "certctl/nightly").read_text()
    for setting in ("endpoint=https://minio.example.net", "encryption=aws:kms", "key_id=alias/backup"):
        assert f"\n{setting}\n" in text
    [runtime] = library.glob("runtime-*.sh")
    assert '--sse-kms-key-id "$key_id"' in runtime.read_text()


def test_20_a_short_outage_loses_no_run():
    [nightly] = [job for job in of_kind(documents(), "CronJob") if job["metadata"]["name"].endswith("-nightly")]
    assert nightly["spec"]["startingDeadlineSeconds"] == 1800
    result = tools.run(goldens.ROOT / ".build/debug/backstay", "explain", EXAMPLES / "certctl/policy.yaml")
    assert "25h30m = 24h between starts + 30m to start + 1h to finish" in re.sub(r"\s+", " ", result.stdout)


def test_21_every_backup_has_a_network_policy():
    for values in (documents(), [value for value, _ in map(reading.read, kubernetes.applied(MANIFESTS)) if value]):
        policies = of_kind(values, "NetworkPolicy")
        for job in of_kind(values, "CronJob"):
            labels = job["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"]
            selecting = [one for one in policies if one["spec"]["podSelector"]["matchLabels"].items() <= labels.items()]
            assert len(selecting) == 1 and selecting[0]["spec"]["policyTypes"] == ["Ingress", "Egress"]
            assert selecting[0]["spec"]["ingress"] == [] and selecting[0]["spec"]["egress"]
