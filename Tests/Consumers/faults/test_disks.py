"""Sinks on a file system that is full, read-only or gone, and bytes that change on the way."""

import itertools

import pytest

from world.scripts import SECRETS, SHELLS, must
from world.trials import filled, flip, wrapped

LOCAL = ["plain", "restic", "borg"]
# borg wants to have the room of a whole segment.
DISK = "700m"


def disk(trials, repository):
    return trials.of("filesystem", repository, ("keys",), disk=DISK)


@pytest.mark.parametrize(("repository", "shell"), [pytest.param("plain", "dash", marks=pytest.mark.mechanism("full disk")), ("restic", "busybox"), ("borg", "dash")])
def test_a_full_disk(trials, repository, shell):
    with disk(trials, repository) as trial:
        # The last is room for the archive, and none for its record.
        for free in (0, 100_000, 307_200):
            with filled(trial.store, free):
                # A repository deduplicates what has not changed, and may find the room.
                status, said = trial.run(shell)
                assert status == 1 or (free and repository != "plain"), said
                assert status == 0 or "failed for store" in said
            assert trial.harm() == []
        trial.recover(shell)


@pytest.mark.parametrize(("repository", "shell"), list(zip(LOCAL, itertools.cycle(SHELLS))))
def test_a_disk_that_turned_read_only(trials, repository, shell):
    with disk(trials, repository) as trial:
        must("mount", "-o", "remount,ro", trial.store)
        try:
            status, said = trial.run(shell)
            assert status == 1 and "failed for store" in said and "ead-only file system" in said, said
        finally:
            must("mount", "-o", "remount,rw", trial.store)
        assert trial.harm() == []
        trial.recover(shell)


@pytest.mark.parametrize("repository", LOCAL)
def test_a_folder_that_is_gone(trials, repository):
    with trials.of("filesystem", repository, ("keys",)) as trial:
        away = trial.folder / "away"
        trial.store.rename(away)
        try:
            status, said = trial.run()
            assert status == 1 and f"the folder {trial.store} is missing" in said and not trial.store.exists(), said
        finally:
            away.rename(trial.store)
        assert trial.harm() == []
        trial.recover()


#: What is flipped, by which program and when, in the archive after it was captured, and in what the sink has of it.
FLIPS = [
    ("plain", "cp", "*/data/keys.tar*", flip("$1", None), "differs from what was written"),
    ("plain", "sync", "*.tar.partial", flip("$1", None), "differs from what was written"),
    ("plain", "sync", "*.json.partial", flip("$1", None), "differs from what was written"),
    ("restic", "restic", "*backup?--json*", flip("keys.tar", None), "keys.tar differs in the repository"),
    ("restic", "restic", "*dump*keys.tar", flip("$largest", None), "differs in the repository"),
    ("borg", "borg", "*create*", flip("keys.tar", None), "keys.tar differs in the repository"),
    ("borg", "borg", "*extract*keys.tar", flip("$largest", None), "differs in the repository"),
]


@pytest.mark.parametrize(("repository", "tool", "when", "done", "reason"), FLIPS)
def test_a_flipped_byte(trials, repository, tool, when, done, reason):
    with trials.of("filesystem", repository, ("keys",)) as trial:
        # Contents of its own, which no older copy shares.
        key = trial.world.material / "tree/key"
        key.write_bytes(key.read_bytes()[::-1])
        mark = trial.folder / "mark"
        mark.touch()
        largest = f"largest=$(find {trial.store} -path '*/data/*' -type f -newer {mark} -size +100k | head -n 1)\n"
        fake = wrapped(trial.folder / f"flip-{tool}-{len(when)}", tool, before=(largest if "$largest" in done else "") + done, when=when)
        status, said = trial.run(path=fake)
        assert status == 1 and reason in said and "failed for store" in said, said
        assert trial.harm(check=False) == [], said
        if (repository, tool, when) == ("borg", "borg", "*extract*keys.tar"):
            # borg can't compact what it can't read. Each run makes its copy and fails, until somebody has looked.
            said = trial.fail("keys: verified", "can't free the space of expired copies")
            assert trial.harm(check=False) == [], said
            repair = {"BORG_PASSPHRASE": SECRETS["passphrase"], "BORG_BASE_DIR": str(trial.folder / "borg"), "BORG_CHECK_I_KNOW_WHAT_I_AM_DOING": "YES"}
            must("borg", "check", "--repair", trial.store / trial.name, **repair)
        trial.recover()
