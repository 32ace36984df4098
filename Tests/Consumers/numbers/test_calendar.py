"""What the compiler writes as `OnCalendar=` elapses, in the eyes of systemd itself, when the policy says."""

import concurrent.futures
import datetime
import os
import random

import pytest
import tzdata

from probes import schedules
from world.tools import run

#: In two halves of their own, so that two processes can take one each.
SETS = (253, 252)
ITERATIONS = 5
#: How far the compiler's own answers reach.
REACH = 400 * schedules.DAY
ZONES = [
    "UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Sydney",
    "Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "America/Santiago", "Asia/Beirut", "Pacific/Chatham",
]
FORM = "%a %Y-%m-%d %H:%M:%S UTC"


def sets(half):
    """Random cadences with zone, start of the window, expected instants and the lines that are written for them."""
    chance = random.Random(252 + half)
    made, questions = [], []
    while len(questions) < SETS[half] * 2:
        name = chance.choice(ZONES)
        year = chance.randrange(schedules.seconds(2025), schedules.seconds(2034))
        changes = schedules.changes(name, year, year + 370 * schedules.DAY)
        at = (chance.choice(changes)[0] if changes else year) // 60 * 60
        clock = schedules.Clock(name, at - 30 * 3600, at + 30 * 3600)
        for _ in range(8):
            # systemd says when a timer elapses after an instant, so the window reaches as far as the iterations.
            questions.append(["cadence", schedules.cadence(chance, clock).text, name, at - 30 * 3600, at + REACH])
    for question, parts in zip(questions, schedules.ask(questions)):
        lines = parts[5:]
        if lines:
            made.append((question, schedules.instants(parts[4]), lines))
    return made[: SETS[half]]


def elapses(line, start):
    """The first instants at which systemd has a line elapse from `start` on; None where it gives up.

    It does so where clocks go forward from 02:45 to 03:45: a C library that takes 02:45 for an earlier time makes it go
    backward, which it refuses. The compiler's rules reject such a time.
    """
    # The zone files are those of the compiler's own table. `start` is no instant of a repeated time.
    zones = os.path.join(os.path.dirname(tzdata.__file__), "zoneinfo")
    base = datetime.datetime.fromtimestamp(start - 1, schedules.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    ended = run("systemd-analyze", "calendar", f"--iterations={ITERATIONS}", f"--base-time={base}", line, env={"TZDIR": zones})
    if "Resource deadlock avoided" in ended.stderr:
        return None
    assert ended.returncode == 0, ended.stderr
    found = []
    for text in ended.stdout.splitlines():
        key, _, value = text.strip().partition(": ")
        if key in ("Next elapse", "(in UTC)") or key.startswith("Iteration #") or key.startswith("Iter. #"):
            if value.endswith(" UTC"):
                found.append(int(datetime.datetime.strptime(value, FORM).replace(tzinfo=schedules.UTC).timestamp()))
    return sorted(set(found))


@pytest.mark.parametrize("half", [0, 1])
def test_systemd_reads_what_is_meant(half):
    made = sets(half)
    assert len(made) == SETS[half]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: [elapses(line, one[0][3]) for line in one[2]], made))
    differing = []
    for (question, expected, lines), answers in zip(made, found):
        if None in answers:
            assert question[2] == "Pacific/Chatham", (question, lines)
            continue
        assert all(answers), (question, lines)
        # Each line was asked for some instants only: beyond the shortest answer nothing is known.
        known = min(question[4], *(answer[-1] for answer in answers))
        actual = sorted({at for answer in answers for at in answer if at <= known})
        if actual != [at for at in expected if at <= known]:
            differing.append((question, lines, sorted(set(actual) ^ {at for at in expected if at <= known})[:5]))
    assert not differing, differing[:5]
    assert sum(len(lines) > 1 for _, _, lines in made) > 10
