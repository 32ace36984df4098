"""Generated scripts at real stores: what they let expire there, and whom they trust. What they ship is restored in restores/test_matrix.py."""

import pytest

from world.copies import Copies
from world.scripts import Deployment, crossed, must


@pytest.mark.parametrize(("place", "repository", "shell"), crossed(("s3", "plain"), ("s3", "restic"), ("sftp", "restic")))
def test_expiry_at_a_store_behind_the_network(world, place, repository, shell):
    deployment = Deployment(world, {"store": (place, repository)}, materials=["keys"], paths=["ca.crt"], retention={"last": 2})
    copies = Copies.at(deployment, "store", place, repository)
    deployment.succeed(shell)
    first = copies.instants()
    deployment.succeed(shell)
    deployment.succeed(shell)
    assert len(copies.instants()) == 3 and first < copies.instants(), "minimumCopies is 3"
    deployment.succeed(shell)
    assert len(copies.instants()) == 3 and not first & copies.instants()


@pytest.mark.parametrize(("repository", "shell"), crossed(("restic",), ("borg",)))
def test_a_wrong_passphrase_makes_no_repository(world, repository, shell):
    deployment = Deployment(world, {"store": ("filesystem", repository)}, materials=["keys"])
    deployment.succeed(shell)
    copies = Copies.at(deployment, "store", "filesystem", repository)
    before = copies.instants()
    secrets = deployment.folder / "secrets"
    must("cp", "-r", world.secrets, secrets)
    (secrets / "passphrase").write_text("another")
    deployment.fail("can't open", shell=shell, secrets=secrets)
    (secrets / "passphrase").unlink()
    deployment.fail("the secret passphrase is missing", shell=shell, secrets=secrets)
    assert copies.instants() == before


@pytest.mark.parametrize("shell", crossed())
def test_a_machine_with_another_key_is_refused(world, shell):
    deployment = Deployment(world, {"store": ("sftp", "restic")}, materials=["keys"])
    script = deployment.script.read_text()
    key = " ".join((world.root / "ssh/client.pub").read_text().split()[:2])
    trusted = " ".join((world.root / "ssh/host.pub").read_text().split()[:2])
    assert trusted in script
    deployment.script.write_text(script.replace(trusted, key))
    said = deployment.fail("store: failed", shell=shell)
    # restic may end before it has passed on what ssh said.
    assert "Host key verification failed" in said or "unable to start the sftp session" in said
    assert list((deployment.folder / "store").iterdir()) == []
