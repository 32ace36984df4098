"""What generated scripts do when something breaks: nothing false is published, and what is there stays."""

import pytest

from world.scripts import SHELLS, Deployment, crossed


def deployment_of(world, repository="plain", **what):
    return Deployment(world, {"store": ("filesystem", repository)}, **what)


def files(deployment, sink="store"):
    return sorted(str(path) for path in (deployment.folder / sink).rglob("*") if path.is_file())


@pytest.mark.parametrize("shell", SHELLS)
def test_a_missing_file_fails_the_run_and_not_the_others(world, shell):
    deployment = deployment_of(world, paths=["ca.crt", "gone"])
    said = deployment.fail(f"{world.material}/gone is missing", "failed for keys", shell=shell)
    assert "store: database/app: verified" in said and not any("/keys/" in path for path in files(deployment))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_link_in_place_of_the_material(world, shell):
    deployment = deployment_of(world, materials=["keys"], paths=["tree/link"])
    deployment.fail("is a symbolic link", shell=shell)
    assert files(deployment) == []


@pytest.mark.parametrize(("place", "repository", "shell"), crossed(("filesystem", "restic"), ("filesystem", "plain"), ("s3", "plain")))
def test_one_broken_sink_of_two(world, place, repository, shell):
    # A folder that isn't there, as of a file system that isn't mounted; a port where nothing listens.
    broken = (place, repository, False, 1)
    deployment = Deployment(world, {"broken": broken, "store": ("filesystem", "plain")}, materials=["keys"])
    deployment.fail("broken: failed", "store: keys: verified", "failed for broken", shell=shell)
    assert len(files(deployment)) == 2
    assert not (deployment.folder / "broken").exists()
