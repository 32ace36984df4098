"""Clocks that jump: between runs, and within one."""

import pytest

from world.clock import faked
from world.scripts import SHELLS, Deployment
from world.trials import Trial, wrapped

WRONG = "a clock was wrong; nothing expires"


def wrong(shift):
    """The environment of a machine whose clock is wrong by so much."""
    return faked(shift, FAKETIME_DONT_FAKE_MONOTONIC="1")


@pytest.mark.parametrize(("repository", "shell"), [("plain", "dash"), ("restic", "busybox"), ("borg", "dash")])
def test_a_clock_that_was_ahead(world, repository, shell):
    trial = Trial(world, "filesystem", repository, ("keys",), retention={"within": "1d"})
    while sum(map(len, trial.known.values())) < 4:
        trial.recover(shell)
    # All but the newest are old now; the floor holds. restic can't be given another clock, and ignores the future.
    trial.recover(shell, **wrong("+400d"))
    [copies] = trial.known.values()
    kept = 5 if repository == "restic" else 3
    assert len(copies) == kept
    # Put right again: this run's copy is older than what is there, and the first that a rule would drop.
    trial.suffer(WRONG, "failed for store", shell=shell)
    [copies] = trial.known.values()
    assert len(copies) == kept + 1
    trial.recover(shell, **wrong("+401d"))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_clock_that_is_put_back_during_a_run(trials, shell):
    with trials.of("filesystem", "plain") as trial:
        clock = trial.folder / "clock"
        clock.write_text("+0\n")
        jump = wrapped(trial.folder / "jump", "pg_dump", after=f"echo -3d >{clock}", when="--format*")
        environment = wrong("+0") | {"FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
        del environment["FAKETIME"]
        trial.suffer(WRONG, "store: database/app: verified", "failed for store", shell=shell, path=jump, **environment)
        assert min(trial.known["keys"]) < min(trial.known["database/app"])
        trial.recover(shell)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_copy_from_the_future_is_no_reason_to_make_none(world, shell):
    cadence = {"onChange": {"check": "1h", "atLatestEvery": "24h"}}
    deployment = Deployment(world, {"store": ("filesystem", "plain")}, materials=["keys"], cadence=cadence, paths=["tree"])
    deployment.succeed(shell, **wrong("+400d"))
    assert "store: keys: verified" in deployment.succeed(shell)
