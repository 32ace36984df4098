"""The restore matrix: what is backed up by a generated script or pod comes back from each kind of place and repository, as it was."""

import pytest

from world import combinations
from world.matrix import MatrixDeployment
from world.pods import PodDeployment
from world.scripts import SHELLS

#: The rows that are in every run.
EVERY_RUN = {("filesystem", "plain"): "plain folder", ("filesystem", "restic"): "restic", ("filesystem", "borg"): "borg", ("s3", "plain"): "S3"}


def scripts():
    """Each row of scripts on machines, under one shell and the other in turn."""
    for index, row in enumerate(combinations.SCRIPTS):
        marks = [combinations.restored("systemd", row)] + ([pytest.mark.mechanism(EVERY_RUN[row])] if row in EVERY_RUN else [])
        yield pytest.param(*row, list(SHELLS)[index % 2], marks=marks)


def pods():
    """Each row of pods, under one shell and the other, and by one of the two targets that make the same pods of it."""
    for index, row in enumerate(combinations.PODS):
        marks = [combinations.restored(target, row) for target in ("kubernetes", "helm")] + ([pytest.mark.mechanism("pod")] if index == 0 else [])
        yield pytest.param(*row, list(SHELLS)[index % 2], ("kubernetes", "helm")[index // 2 % 2], marks=marks)


@pytest.mark.parametrize(("place", "repository", "shell"), list(scripts()))
def test_a_script_loses_nothing(matrix_world, place, repository, shell):
    databases = {"databases": "all"} if repository == "plain" else {}
    deployment = MatrixDeployment(matrix_world, {"store": (place, repository)}, postgresql=databases)
    deployment.succeed(shell)
    assert deployment.losses("store", place, repository) == []


@pytest.mark.parametrize(("place", "repository", "shell", "target"), list(pods()))
def test_a_pod_loses_nothing(matrix_world, place, repository, shell, target):
    deployment = PodDeployment(matrix_world, {"store": (place, repository)}, target)
    if shell == "busybox":
        deployment.busybox()
    deployment.succeed()
    assert deployment.losses("store", place, repository) == []


@pytest.mark.parametrize("repository", ["plain", "restic"])
def test_a_store_of_an_unknown_authority_is_refused(matrix_world, repository):
    deployment = MatrixDeployment(matrix_world, {"store": ("s3", repository, True, f"https://localhost:{matrix_world.strange_port}")}, materials=["keys"])
    deployment.fail("certificate", "store: failed")
    assert "Contents" not in matrix_world.aws("s3api", "list-objects-v2", "--bucket", deployment.name).decode()
