"""Runs that are killed at random moments, and programs that are killed within them."""

import os
import random
import signal
import time

import pytest

from world.scripts import SHELLS
from world.trials import killing, wrapped

#: Where copies lie, what is captured, and how often a run is killed under each shell by `--all` and by `--soak`.
KILLS = [
    ("filesystem", "plain", ("database", "keys"), 8, 80), ("s3", "plain", ("keys",), 2, 20), ("filesystem", "restic", ("keys",), 4, 40),
    ("s3", "restic", ("keys",), 1, 10), ("filesystem", "borg", ("keys",), 3, 30),
]  # fmt: skip


def killed():
    """One kill in every run; then each row under each shell."""
    yield pytest.param("filesystem", "plain", ("keys",), 1, "dash", marks=pytest.mark.mechanism("kill"))
    for *row, few, many in KILLS:
        for shell in SHELLS:
            yield pytest.param(*row, few, shell)
            yield pytest.param(*row, many, shell, marks=pytest.mark.soak)


@pytest.mark.parametrize(("place", "repository", "materials", "kills", "shell"), list(killed()))
def test_killed_at_any_moment(trials, place, repository, materials, kills, shell):
    with trials.of(place, repository, materials) as trial:
        started = time.monotonic()
        trial.recover(shell)
        lasts = time.monotonic() - started - 1
        chance, done = random.Random(f"{place} {repository} {shell} {kills}"), 0
        while done < kills:
            if trial.killed(shell, chance.uniform(0.05, 0.95) * lasts):
                done += 1
            assert trial.harm(ended=False) == []
            # What it did to the copies is judged with the next kill, and at the end.
            trial.succeed(shell)
        trial.recover(shell)


PROGRAMS = [
    ("filesystem", "plain", "cp", "*", "can't write to"),
    ("filesystem", "restic", "restic", "*backup?--json*", "restic backup failed"),
    ("filesystem", "restic", "restic", "*tag?--set*", "can't tag the verified snapshot"),
    ("filesystem", "borg", "borg", "*create*", "borg create failed"),
    ("s3", "plain", "aws", "*cp?*", "the upload failed"),
]
MORE = [
    ("filesystem", "restic", "restic", "*dump*", "differs in the repository"),
    ("filesystem", "restic", "restic", "*forget?--host*", "expiry failed"),
    ("filesystem", "restic", "restic", "*prune*", "can't free the space"),
    ("filesystem", "borg", "borg", "*extract*", "differs in the repository"),
    ("filesystem", "borg", "borg", "*rename*", "can't rename the verified archive"),
    ("filesystem", "borg", "borg", "*compact*", "can't free the space"),
]


@pytest.mark.parametrize("shell", SHELLS)
def test_ended_by_a_signal_that_comes_again(trials, shell):
    """systemd sends its signal to whatever is there, as often as there is something new: also to what tidies up."""
    with trials.of("filesystem", "plain", ("keys",)) as trial:
        run = trial.start(shell, path=wrapped(trial.folder / "slowly", "tar", "/bin/sleep 60", when="-cf*"))
        while not (trial.cache / "run/items").exists() or not list((trial.cache / "run/items").iterdir()):
            time.sleep(0.01)
        while run.poll() is None:
            os.killpg(run.pid, signal.SIGTERM)
            time.sleep(0.001)
        assert run.returncode == 143 and not (trial.cache / "run").exists(), run.communicate()
        assert trial.harm() == []
        trial.recover(shell)


@pytest.mark.parametrize(("place", "repository", "tool", "when", "reason"), [*PROGRAMS, *(pytest.param(*row, marks=pytest.mark.soak) for row in MORE)])
def test_a_program_that_is_killed(trials, place, repository, tool, when, reason):
    with trials.of(place, repository, ("keys",)) as trial:
        trial.endure(reason, "failed for store", path=killing(trial.folder / "killing", tool, when, 0.3))
