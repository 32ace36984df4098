"""Two runs at once, and repositories that somebody else has locked."""

import contextlib
import os
import shutil
import signal
import subprocess
import time

import pytest

from world.clock import faked
from world.copies import Copies
from world.scripts import PATH, SECRETS, SHELLS, Deployment
from world.trials import REPOSITORIES, Trial, real, wrapped


def ends(runs):
    """The statuses of runs, with what they said."""
    return [(run.communicate(timeout=300)[0], run.returncode)[::-1] for run in runs]


@pytest.mark.parametrize(("place", "repository"), [pytest.param(*REPOSITORIES[0], marks=pytest.mark.mechanism("two runs at once")), *REPOSITORIES[1:]])
def test_runs_at_once_wait_for_each_other(trials, place, repository):
    with trials.of(place, repository, ("keys",)) as trial:
        slowly = wrapped(trial.folder / "slowly", "tar", "/bin/sleep 3", when="-cf*")
        outcomes = ends([trial.start(shell, path=slowly) for shell in SHELLS])
        assert [status for status, _ in outcomes] == [0, 0], outcomes
        assert any("waiting for another run" in said for _, said in outcomes)
        assert trial.harm() == []
        trial.recover()


@pytest.mark.parametrize("repository", ["restic", "borg"])
def test_two_backups_in_one_repository_wait_for_each_other(world, repository):
    trial = Trial(world, "filesystem", repository, ("keys",))
    trial.change(lambda policy: policy["backups"].update(other=policy["backups"]["nightly"]))
    first = trial.start(path=wrapped(trial.folder / "slowly", "tar", "/bin/sleep 3", when="-cf*"))
    trial.script, trial.cache = trial.script.with_name("other"), trial.folder / "other-cache"
    trial.cache.mkdir()
    outcomes = ends([first, trial.start()])
    assert [status for status, _ in outcomes] == [0, 0], outcomes
    assert "waiting for another run" in outcomes[1][1]
    assert trial.harm() == []


def elsewhere(deployment, name):
    """Starts the script on what it has to take for another machine, where no lock of this one is seen."""
    cache = deployment.folder / f"cache-{name}"
    cache.mkdir(exist_ok=True)
    environment = {"PATH": PATH, "CACHE_DIRECTORY": str(cache), "CREDENTIALS_DIRECTORY": str(deployment.world.secrets)}
    place = 'hostname "$0" && mount -t tmpfs locks /run/backstay && mkdir "$1" && exec dash "$2"'
    return subprocess.Popen(
        ["unshare", "--mount", "--uts", "sh", "-c", place, name, f"/run/backstay/{deployment.name}", str(deployment.script)], env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize(("place", "repository"), REPOSITORIES)
def test_two_machines_at_once(trials, place, repository):
    with trials.of(place, repository, ("keys",)) as trial:
        outcomes = ends([elsewhere(trial, name) for name in ("one", "two")])
        assert [status for status, _ in outcomes] == [0, 0], outcomes
        assert trial.harm() == []
        trial.recover()


@pytest.mark.parametrize("repository", ["restic", "borg"])
def test_two_machines_that_make_the_repository(world, repository):
    deployment = Deployment(world, {"store": ("filesystem", repository)}, materials=["keys"])
    outcomes = ends([elsewhere(deployment, name) for name in ("one", "two")])
    taken = 0 in [status for status, _ in outcomes]
    # Only one can make it. What the other says of that is a failure, which harms nothing.
    status, said = deployment.run()
    if repository == "restic" and status != 0:
        # restic's own race: two keys, and one configuration. No run believes that it has a copy, and it is for somebody to remove it.
        assert not taken and "ciphertext verification failed" in said and "can't open the repository" in said, (outcomes, said)
        for path in (deployment.folder / "store").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    else:
        # While one made it, restic may have refused the other and, for its key, that one too.
        assert status == 0 and (taken or repository == "restic"), (outcomes, said)
    deployment.succeed()
    copies = Copies.at(deployment, "store", "filesystem", repository)
    assert len(copies.instants()) >= (2 if status == 0 else 1) and copies.newest()


@contextlib.contextmanager
def held(trial, command, wait):
    """restic or borg as it holds the lock of the repository, stopped."""
    environment = {"PATH": PATH, "HOME": str(trial.folder), "RESTIC_PASSWORD": SECRETS["passphrase"], "BORG_PASSPHRASE": SECRETS["passphrase"]}
    holder = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1000):
        if wait():
            break
        assert holder.poll() is None
        time.sleep(0.01)
    holder.send_signal(signal.SIGSTOP)
    try:
        yield holder
    finally:
        holder.kill()
        holder.wait()


def release(holder, end):
    """Lets the holder go on, or ends it. A process that nobody waited for would still count as alive."""
    holder.send_signal(end)
    if end == signal.SIGKILL:
        holder.wait()


@pytest.mark.parametrize("end", [signal.SIGCONT, signal.SIGKILL])
def test_a_locked_restic_repository(trials, end):
    with trials.of("filesystem", "restic", ("keys",)) as trial:
        command = ["restic", "--repo", trial.store, "--no-cache", "check", "--read-data"]
        with held(trial, command, lambda: any("-tmp-" not in path.name for path in (trial.store / "locks").iterdir())) as holder:
            # Ten seconds are a long time for a test.
            quickly = wrapped(trial.folder / "quickly", "sleep", "exec /bin/sleep 1", when="10")
            run = trial.start(path=quickly)
            time.sleep(6)
            assert run.poll() is None
            release(holder, end)
            said, _ = run.communicate(timeout=120)
        assert run.returncode == 0 and "already locked" in said, said
        assert trial.harm() == []


def eagerly(folder):
    """A folder for PATH whose borg looks for a lock's end every other second: it sleeps a tenth of its patience."""
    folder.mkdir(exist_ok=True)
    (folder / "borg").write_text(f'#!/bin/sh\n[ "$1 $2" != "--lock-wait 600" ] || {{ shift 2 && set -- --lock-wait 20 "$@"; }}\nexec {real("borg")} "$@"\n')
    (folder / "borg").chmod(0o755)
    return folder


@pytest.mark.parametrize("end", [signal.SIGCONT, signal.SIGKILL])
def test_a_locked_borg_repository(trials, end):
    with trials.of("filesystem", "borg", ("keys",)) as trial:
        repository = trial.store / trial.name
        command = ["borg", "check", "--verify-data", repository]
        with held(trial, command, (repository / "lock.exclusive").exists) as holder:
            run = trial.start(path=eagerly(trial.folder / "eagerly"))
            time.sleep(6)
            assert run.poll() is None
            release(holder, end)
            said, _ = run.communicate(timeout=120)
        assert run.returncode == 0, said
        assert trial.harm() == []


def foreign(trial, age):
    """A lock of borg that a machine left that is gone, so many seconds ago."""
    lock = trial.store / trial.name / "lock.exclusive"
    lock.mkdir()
    owner = lock / "gone@1234567890.1-0"
    owner.touch()
    for path in (owner, lock):
        os.utime(path, (time.time() - age, time.time() - age))
    return lock


def test_a_lock_of_a_machine_that_is_gone(trials):
    with trials.of("filesystem", "borg", ("keys",)) as trial:
        foreign(trial, 2 * 86400)
        said = trial.succeed()
        assert "breaking a stale lock" in said
        assert trial.harm() == []
        # A younger one may be alive: the run waits, in vain here, for ten minutes that pass in seconds.
        lock = foreign(trial, 60)
        hurry = "export " + " ".join(f"{name}='{value}'" for name, value in faked("+0 x200", FAKETIME_DONT_RESET="1").items())
        status, said = trial.run(path=wrapped(trial.folder / "hurry", "borg", hurry))
        assert status == 1 and "can't open the repository" in said and "failed for store" in said, said
        (lock / "gone@1234567890.1-0").unlink()
        lock.rmdir()
        assert trial.harm() == []
        trial.recover()
