"""What judges the copies after a fault is itself tried on states that no fault may leave."""

import shutil

import pytest

from world.copies import Copies
from world.scripts import SECRETS, must
from world.state import Survey, judge, told
from world.trials import flip

WHOLE = "backstay: nightly: store: failed\nbackstay: nightly: run: failed for store\n"


def oldest(trial):
    """The oldest copy of the keys as plain files: the object, and its record."""
    path = trial.store / trial.name / "nightly/keys" / min(trial.known["keys"])
    return path, path.with_name(path.name + ".json")


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def flipped(path):
    must("sh", "-c", flip(path, None))


def copies(trial):
    return Copies.at(trial, "store", "filesystem", trial.repository)


def forget(trial):
    found = copies(trial)
    found.command("forget", found.snapshots()[min(found.instants())]["id"])


def delete(trial):
    found = copies(trial)
    found.command(f"::{found.archives()[min(found.instants())]}", "delete")


def largest(folder):
    return max((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)


SPOILED = [
    ("plain", "a record without its object", lambda trial: oldest(trial)[0].unlink()),
    ("plain", "the content is not that of the record", lambda trial: cut(oldest(trial)[0])),
    ("plain", "the content is not that of the record", lambda trial: flipped(oldest(trial)[0])),
    ("plain", "is not what it was", lambda trial: flipped(oldest(trial)[0])),
    ("plain", "the content is not that of the record", lambda trial: oldest(trial)[1].write_text("{")),
    ("plain", "without a newer copy", lambda trial: [path.unlink() for path in oldest(trial)]),
    ("plain", "half an object", lambda trial: oldest(trial)[0].with_name("20300101T000000Z-1.tar").write_bytes(oldest(trial)[0].read_bytes()[:100_000])),
    ("restic", "without a newer copy", forget),
    ("restic", "the repository is damaged", lambda trial: flipped(largest(trial.store / "data"))),
    ("borg", "without a newer copy", delete),
    ("borg", "the repository is damaged", lambda trial: flipped(largest(trial.store / trial.name / "data"))),
]


@pytest.mark.parametrize(("repository", "said", "spoil"), SPOILED)
def test_a_spoiled_sink(trials, repository, said, spoil):
    with trials.of("filesystem", repository, ("keys",)) as trial:
        assert judge(trial.known, trial.survey()) == []
        aside = trial.folder / "aside"
        shutil.copytree(trial.store, aside)
        try:
            spoil(trial)
            assert said in "\n".join(judge(trial.known, trial.survey()))
        finally:
            shutil.rmtree(trial.store)
            aside.rename(trial.store)
            # borg takes a repository that is older than what it remembers for an attack.
            shutil.rmtree(trial.folder / "borg", ignore_errors=True)


@pytest.mark.parametrize(
    ("kept", "said"),
    [({"c": "3"}, "fewer than 3"), ({"c": "3", "d": "4", "a": "1"}, "and older ones are there"), ({"d": "4", "c": "3", "b": "changed"}, "is not what it was")],
)
def test_copies_that_went_the_wrong_way(kept, said):
    after = Survey.__new__(Survey)
    after.held, after.wrong = {"keys": kept}, []
    assert said in "\n".join(judge({"keys": {"a": "1", "b": "2", "c": "3"}}, after))


@pytest.mark.parametrize(
    ("status", "output", "said"),
    [
        (0, WHOLE, "exit status 0"),
        (1, WHOLE + "backstay: nightly: run: done\n", "the last line"),
        (1, WHOLE + "Traceback\n", "the last line"),
        (1, "", "nothing says"),
        (1, f"{SECRETS['passphrase']}\n{WHOLE}", "the secret passphrase"),
    ],
)
def test_a_run_that_says_the_wrong_thing(status, output, said):
    assert told(1, WHOLE, "store: failed") == []
    assert said in "\n".join(told(status, output, "store: failed"))
