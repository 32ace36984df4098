"""A drill in pods: the container that has secrets only fetches, the one that restores has none and reaches nothing."""

import json

import pytest

from world import source
from world.pods import USER, PodDeployment
from world.scripts import must

QUERY = {"sql": "SELECT count(*) FROM pg_class WHERE relname = 'noise_cache'", "database": source.DATABASE, "atLeast": 1}


def drilled(matrix_world, place, repository, target, **objectives):
    drill = {"backups": ["nightly"], "cadence": {"every": "3mo"}, "assertions": [QUERY]}
    also = {"drills": {"check": drill}} | ({"objectives": objectives} if objectives else {})
    deployment = PodDeployment(matrix_world, {"store": (place, repository)}, target, **also)
    # The image of PostgreSQL knows its own user, without whom there is no initdb.
    passwd = deployment.folder / "passwd"
    passwd.write_text(f"root:x:0:0::/root:/bin/sh\npostgres:x:{USER}:{USER}::/var/lib/postgresql:/bin/sh\n")
    deployment.cluster.image[str(passwd)] = "/etc/passwd"
    return deployment


@pytest.mark.parametrize(
    ("place", "repository", "target", "busybox"),
    [("s3", "restic", "helm", False), ("volumeClaim", "borg", "kubernetes", False), ("volumeClaim", "age", "kubernetes", True), ("volumeClaim", "restic", "kubernetes", False)],
)
def test_a_pod_proves_what_pods_backed_up(matrix_world, place, repository, target, busybox):
    deployment = drilled(matrix_world, place, repository, target)
    if busybox:
        deployment.busybox()
    deployment.succeed()
    before = sorted(path.name for path in deployment.folder.rglob("store/**/*"))
    fetch, prove = deployment.cluster.run(deployment.pods["drill-check"])
    assert (fetch["status"], prove["status"]) == (0, 0), fetch["said"] + prove["said"]
    assert prove["left"].strip() in prove["said"]
    evidence = json.loads(prove["left"])
    [sink] = evidence["sinks"]
    assert evidence["outcome"] == "passed" and sink["assertions"][0]["outcome"] == "passed"
    assert {copy.get("database") or copy["material"] for copy in sink["copies"]} == {*deployment.databases, "database", "keys", "linked", "claim"}
    # A claim is mounted to be read, and only one container has secrets.
    assert sorted(path.name for path in deployment.folder.rglob("store/**/*")) == before
    spec = deployment.pods["drill-check"]
    mounts = {container["name"]: {mount["name"] for mount in container["volumeMounts"]} for container in spec["initContainers"] + spec["containers"]}
    assert mounts["prove"] == {"scripts", "work", "tmp"}


def test_a_pod_fails_a_drill_that_takes_too_long(matrix_world):
    deployment = drilled(matrix_world, "volumeClaim", "restic", "kubernetes", rto="1s")
    deployment.succeed()
    fetch, prove = deployment.cluster.run(deployment.pods["drill-check"])
    assert (fetch["status"], prove["status"]) == (0, 1)
    [sink] = json.loads(prove["left"])["sinks"]
    assert sink["failed"] == ["restore within 1 seconds"]


def test_a_pod_fails_a_drill_where_there_is_no_copy(matrix_world):
    deployment = drilled(matrix_world, "volumeClaim", "restic", "kubernetes")
    must("chown", "-R", USER, deployment.folder / "store")
    fetch, prove = deployment.cluster.run(deployment.pods["drill-check"])
    assert (fetch["status"], prove["status"]) == (0, 1)
    assert "can't open the repository" in fetch["said"]
    assert json.loads(prove["left"])["sinks"][0]["failed"][0] == "open the sink"
