"""A store behind the network that fails in each of its ways."""

import itertools

import pytest

from world.proxies import Store
from world.scripts import SHELLS


@pytest.fixture(scope="module")
def store(world):
    store = Store(world.s3_port)
    yield store
    store.close()


def on(method, fault, part="", first=None):
    """A rule: requests of a method whose path has some part meet a fault, the first so many of them."""
    met = []

    def rule(found, path):
        if found == method and part in path and (first is None or len(met) < first):
            met.append(path)
            return fault
        return None

    return rule


OBJECT, RECORD, LIST = ".tar", ".json", "list-type"
#: Each way to fail for each kind of request; what a second row adds to a first waits for `--soak`.
PLAIN = [
    ("PUT", 500, OBJECT, "the upload failed"),
    ("PUT", 403, OBJECT, "the upload failed"),
    ("PUT", "reset", RECORD, "the upload failed"),
    ("PUT", "truncate", OBJECT, "differs from what was sent"),
    ("GET", 500, OBJECT, "differs from what was sent"),
    ("GET", "flip", OBJECT, "differs from what was sent"),
    ("GET", 500, LIST, "can't list the copies"),
    ("DELETE", 500, "", "can't remove"),
]
MORE = [
    ("PUT", "reset", OBJECT, "the upload failed"),
    ("PUT", 500, RECORD, "the upload failed"),
    ("PUT", "truncate", RECORD, "differs from what was sent"),
    ("PUT", "lie", OBJECT, "differs from what was sent"),
    ("GET", 403, OBJECT, "differs from what was sent"),
    ("GET", "truncate", OBJECT, "differs from what was sent"),
    ("GET", 403, LIST, "can't list the copies"),
    ("GET", "reset", LIST, "can't list the copies"),
    ("DELETE", 403, "", "can't remove"),
]
ROWS = [pytest.param(*row, shell, marks=pytest.mark.soak if row in MORE else ()) for row, shell in zip(PLAIN + MORE, itertools.cycle(SHELLS))]


@pytest.mark.parametrize(("method", "fault", "part", "reason", "shell"), ROWS)
def test_plain_copies(trials, store, method, fault, part, reason, shell):
    with trials.of("s3", "plain", ("keys",), port=store.port) as trial:
        while method == "DELETE" and len(trial.known["keys"]) < 3:
            trial.recover()
        with store.failing(on(method, fault, part)):
            trial.suffer(reason, "store: failed", "failed for store", shell=shell)
        trial.recover(shell)


def test_a_store_that_never_answers(trials, store):
    with trials.of("s3", "plain", ("keys",), port=store.port) as trial:
        with store.failing(on("PUT", "hang")):
            trial.suffer("the upload failed", "failed for store", AWS_MAX_ATTEMPTS="1")
        trial.recover()


#: What a client gets over by itself.
PASSING = [("plain", "PUT", 503, 1), ("plain", "GET", "reset", 1), ("plain", "GET", "trickle", None), ("restic", "PUT", 500, 2), ("restic", "GET", "trickle", None)]


@pytest.mark.parametrize(("repository", "method", "fault", "first"), PASSING)
def test_a_fault_that_passes(trials, store, repository, method, fault, first):
    with trials.of("s3", repository, ("keys",), port=store.port) as trial:
        with store.failing(on(method, fault, first=first)):
            trial.recover()


RESTIC = [
    ("PUT", 403, "/data/", "restic backup failed"),
    ("GET", 403, "/data/", "differs in the repository"),
    ("GET", 403, "/config", "can't open the repository"),
    ("GET", "flip", "/data/", "differs in the repository"),
    # restic marks the snapshot and leaves the one with the mark `pending`, which is no copy; it says so, and succeeds.
    ("DELETE", 403, "/snapshots/", "expiry failed"),
]


@pytest.mark.parametrize(("method", "fault", "part", "reason"), RESTIC)
def test_a_restic_repository(trials, store, method, fault, part, reason):
    with trials.of("s3", "restic", ("keys",), port=store.port) as trial:
        # Contents of its own, which no older copy shares.
        key = trial.world.material / "tree/key"
        key.write_bytes(key.read_bytes()[::-1])
        while method == "DELETE" and sum(map(len, trial.known.values())) < 3:
            trial.recover()
        with store.failing(on(method, fault, part)):
            trial.suffer(reason, "store: failed", "failed for store")
        trial.recover()
