"""Expiry where something fails: it follows only a verified success, and stops without harm."""

import itertools
import os

import pytest

from world.scripts import SHELLS, must
from world.state import told
from world.trials import REPOSITORIES, wrapped

ROWS = [
    pytest.param(place, repository, shell, id=f"{place}-{repository}", marks=pytest.mark.soak if place == "s3" else ())
    for (place, repository), shell in zip(REPOSITORIES, itertools.cycle(SHELLS))
]


@pytest.mark.parametrize(("place", "repository", "shell"), ROWS)
def test_nothing_expires_where_the_newest_run_failed(trials, place, repository, shell):
    with trials.of(place, repository, ("keys",)) as trial:
        trial.change(lambda policy: policy["backups"]["nightly"].pop("retention"))
        while sum(map(len, trial.known.values())) < 4:
            trial.recover(shell)
        trial.change(lambda policy: policy["backups"]["nightly"].update(retention={"last": 3}))
        before, certificate = trial.known, trial.world.material / "ca.crt"
        certificate.rename(trial.folder / "ca.crt")
        try:
            trial.suffer("ca.crt is missing", "failed for keys", shell=shell)
        finally:
            (trial.folder / "ca.crt").rename(certificate)
        assert trial.known == before
        trial.recover(shell)
        [copies] = trial.known.values()
        assert len(copies) == 3


FULL = [("restic", "*prune*", "can't free the space of expired copies"), ("borg", "*delete*", "can't delete")]


@pytest.mark.parametrize(("repository", "when", "reason"), FULL)
def test_a_disk_that_fills_during_expiry(trials, repository, when, reason):
    with trials.of("filesystem", repository, ("keys",), disk="700m") as trial:
        key = trial.world.material / "tree/key"
        while sum(map(len, trial.known.values())) < 3:
            key.write_bytes(os.urandom(300_000))
            trial.recover()
        key.write_bytes(os.urandom(300_000))
        fill = f"mount -o remount,size=$(df -B1 --output=used {trial.store} | tail -n 1 | tr -d ' ') {trial.store}"
        try:
            status, said = trial.run(path=wrapped(trial.folder / "fill", repository, fill, when=when))
        finally:
            # Whoever looks at a repository needs some room too.
            must("mount", "-o", "remount,size=700m", trial.store)
        assert told(status, said, "store: keys: verified", reason, "failed for store") + trial.harm() == [], said
        trial.recover()
