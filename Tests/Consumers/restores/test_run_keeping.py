"""Which copies generated scripts make, and which they let expire: compared with a reading of the rules that is not theirs."""

import datetime
import json
import os
import random

import pytest

from world.copies import Copies, stamp, whole_seconds
from world.scripts import SHELLS, Deployment, crossed

RULES = {"within": "3d", "last": 2, "hourly": 3, "daily": 7, "weekly": 4, "monthly": 6, "yearly": "unlimited"}
PERIODS = [
    (3, lambda t: (t.date(), t.hour)), (7, lambda t: t.date()), (4, lambda t: t.isocalendar()[:2]),
    (6, lambda t: (t.year, t.month)), (9999, lambda t: t.year),
]  # fmt: skip


def kept(instants):
    """The union of RULES with the default floor of three copies."""
    newest_first = sorted(instants, reverse=True)
    keep = set(newest_first[:3]) | {t for t in newest_first if newest_first[0] - t <= datetime.timedelta(days=3)}
    for amount, period in PERIODS:
        seen = {}
        for instant in newest_first:
            seen.setdefault(period(instant), instant)
        keep |= set(list(seen.values())[:amount])
    return keep


def history(now):
    chance = random.Random(1)
    ages = [(6, 2), (12, 12), (10, 60), (8, 300), (8, 1500)]
    return sorted({now - datetime.timedelta(seconds=chance.randrange(3600, days * 86400)) for count, days in ages for _ in range(count)})


@pytest.mark.parametrize(("repository", "shell"), crossed(("plain",), ("restic",), ("borg",)))
def test_expiry_keeps_what_the_rules_keep(world, repository, shell):
    deployment = Deployment(world, {"store": ("filesystem", repository)}, materials=["keys"], retention=RULES)
    deployment.succeed(shell)
    copies, now = Copies.at(deployment, "store", "filesystem", repository), whole_seconds()
    [first] = copies.instants()
    for instant in history(now):
        copies.add(instant)
    assert len(copies.instants()) == len(history(now)) + 1
    deployment.succeed(shell)
    after = copies.instants()
    new = max(after)
    expected = {stamp(t) for t in kept([datetime.datetime.strptime(i, "%Y%m%dT%H%M%SZ") for i in {first, new}] + history(now))}
    assert after == expected and len(expected) < len(history(now))


@pytest.mark.parametrize("shell", SHELLS)
def test_what_killed_runs_leave_is_swept_after_a_day(world, shell):
    deployment = Deployment(world, {"store": ("filesystem", "plain")}, materials=["keys"], retention=RULES)
    deployment.succeed(shell)
    folder = Copies.at(deployment, "store", "filesystem", "plain").folder()
    for age in (5, 30):
        name = stamp(whole_seconds() - datetime.timedelta(hours=age))
        (folder / f"{name}-dead.tar").write_text("no record")
        (folder / f".{name}-dead.tar.partial").write_text("half")
    (folder / "note.txt").write_text("somebody's own")
    young = stamp(whole_seconds() - datetime.timedelta(hours=5))[:13]
    deployment.succeed(shell)
    left = {path.name for path in folder.iterdir() if "dead" in path.name}
    assert len(left) == 2 and all(name.lstrip(".").startswith(young) for name in left)
    assert (folder / "note.txt").exists()


@pytest.mark.parametrize("shell", crossed())
def test_pending_snapshots_are_forgotten_and_never_counted(world, shell):
    deployment = Deployment(world, {"store": ("filesystem", "restic")}, materials=["keys"], retention={"last": 3})
    deployment.succeed(shell)
    copies = Copies.at(deployment, "store", "filesystem", "restic")
    for hours in range(1, 5):
        copies.add(whole_seconds() - datetime.timedelta(hours=hours), "pending")
    before = copies.instants()
    assert deployment.succeed(shell).count("which was never verified") == 4
    assert before < copies.instants()
    assert len(json.loads(copies.command("snapshots", "--json"))) == 2


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_expires_before_the_date(world, shell):
    deployment = Deployment(world, {"store": ("filesystem", "plain")}, materials=["keys"], retention={"until": "2090-01-01"})
    for _ in range(4):
        deployment.succeed(shell)
    assert len(list(Copies.at(deployment, "store", "filesystem", "plain").folder().glob("*.json"))) == 4


@pytest.mark.parametrize(
    ("place", "repository", "shell"), crossed(("filesystem", "plain"), ("filesystem", "restic"), ("s3", "plain"), ("filesystem", "borg"))
)
def test_a_check_captures_only_what_changed(world, place, repository, shell):
    cadence = {"onChange": {"check": "1h", "atLatestEvery": "24h"}}
    deployment = Deployment(world, {"store": (place, repository)}, materials=["keys"], cadence=cadence, paths=["tree"])
    copies = Copies.at(deployment, "store", place, repository)
    assert "store: keys: verified" in deployment.succeed(shell)
    os.utime(world.material / "tree/key")
    assert "store: keys: unchanged" in deployment.succeed(shell)
    (world.material / "tree/a.log").write_text(deployment.name)
    assert "store: keys: unchanged" in deployment.succeed(shell)
    assert len(copies.instants()) == 1
    key = world.material / "tree/key"
    content = key.read_bytes()
    key.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert "store: keys: verified" in deployment.succeed(shell)
    mode = key.stat().st_mode
    key.chmod(0o600)
    assert "store: keys: verified" in deployment.succeed(shell)
    key.chmod(mode)
    assert len(copies.instants()) == 3


@pytest.mark.parametrize("shell", crossed())
def test_a_bucket_has_to_lock_as_the_policy_says(world, shell):
    lock = {"mode": "governance", "for": "14d"}
    deployment = Deployment(world, {"store": ("s3", "plain", True, None, lock)}, materials=["keys"])
    copies = Copies.at(deployment, "store", "s3", "plain")
    for held, said in [(None, "lock is weaker"), (7, "lock is weaker"), (20, None)]:
        if held:
            rule = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": held}}}
            world.aws("s3api", "put-object-lock-configuration", "--bucket", deployment.name, "--object-lock-configuration", json.dumps(rule))
        if said:
            deployment.fail(said, shell=shell)
        else:
            deployment.succeed(shell)
        assert len(copies.instants()) == (0 if said else 1)
