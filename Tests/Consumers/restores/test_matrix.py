"""The restore matrix: what is backed up by a generated script or pod comes back from each kind of place and repository, as it was."""

import pytest

from world import combinations
from world.matrix import MatrixDeployment, MatrixWorld
from world.pods import PodDeployment
from world.scripts import SHELLS

#: Each row runs under one shell, and by one of the two targets that make pods, turn by turn.
SCRIPTS = [(*row, list(SHELLS)[index % 2]) for index, row in enumerate(combinations.SCRIPTS)]
PODS = [(*row, list(SHELLS)[index % 2], ("kubernetes", "helm")[index // 2 % 2]) for index, row in enumerate(combinations.PODS)]


@pytest.fixture(scope="module")
def world():
    world = MatrixWorld()
    yield world
    world.close()


def test_every_combination_is_run_or_refused(tmp_path):
    verdicts = combinations.verdicts(MatrixWorld.compiler, tmp_path)
    assert len(verdicts) == 576
    compiled = {combination for combination, rules in verdicts.items() if not rules}
    run = combinations.run_somewhere()
    assert compiled == run | {combination for combination in compiled if combination[1] in combinations.UNRUN}
    assert {rule for rules in verdicts.values() for rule in rules} == {"not-supported-by-target", "repository-of-another-method"}


@pytest.mark.parametrize(("place", "repository", "shell"), SCRIPTS)
def test_a_script_loses_nothing(world, place, repository, shell):
    databases = {"databases": "all"} if repository == "plain" else {}
    deployment = MatrixDeployment(world, {"store": (place, repository)}, postgresql=databases)
    deployment.succeed(shell)
    assert deployment.losses("store", place, repository) == []


@pytest.mark.parametrize(("place", "repository", "shell", "target"), PODS)
def test_a_pod_loses_nothing(world, place, repository, shell, target):
    deployment = PodDeployment(world, {"store": (place, repository)}, target)
    if shell == "busybox":
        deployment.busybox()
    deployment.succeed()
    assert deployment.losses("store", place, repository) == []


@pytest.mark.parametrize("repository", ["plain", "restic"])
def test_a_store_of_an_unknown_authority_is_refused(world, repository):
    deployment = MatrixDeployment(world, {"store": ("s3", repository, True, f"https://localhost:{world.strange_port}")}, materials=["keys"])
    deployment.fail("certificate", "store: failed")
    assert "Contents" not in world.aws("s3api", "list-objects-v2", "--bucket", deployment.name).decode()
