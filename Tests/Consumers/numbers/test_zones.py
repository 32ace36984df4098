"""The embedded table of zones has every change of clock that zdump and Python find, of every zone from 1990 to 2060."""

import os
import re

import tzdata

from probes import schedules
from world.tools import run

FILES = os.path.join(os.path.dirname(tzdata.__file__), "zoneinfo")
START, END = schedules.seconds(1990), schedules.seconds(2060)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
#: A line of `zdump -v`: the zone, an instant in UTC, and how far clocks are ahead then.
LINE = re.compile(r"\S+ +\w{3} (\w{3}) +(\d+) (\d\d):(\d\d):(\d\d) (\d+) UTC? = .* gmtoff=(-?\d+)$")


def names():
    """Every name of the distribution's list, and no other file of its folder."""
    with open(os.path.join(os.path.dirname(tzdata.__file__), "zones")) as lines:
        return sorted({line.strip() for line in lines} - {"Factory", "localtime"})


def embedded():
    """What the compiler has of each zone: the offset at the start, and the changes after it."""
    known = schedules.ask([["names"]])[0][0].split()
    answers = schedules.ask([["zone", name, START, END - 1] for name in known])
    table = {}
    for name, (answer,) in zip(known, answers):
        first, *rest = answer.split()
        table[name] = int(first), tuple(tuple(map(int, item.split(":"))) for item in rest)
    return table


def dumped(path):
    """The same of one zone file, as zdump reads it: it prints the second before each change and the change itself."""
    ended = run("zdump", "-v", "-c", "1990,2060", path)
    assert ended.returncode == 0, ended.stderr
    moments = []
    for line in ended.stdout.splitlines():
        # Outside the years asked for it prints the ends of what the machine can count.
        match = LINE.match(line)
        if not match:
            continue
        month, *numbers = match.groups()
        day, hour, minute, second, year, ahead = map(int, numbers)
        at = schedules.seconds(year, MONTHS.index(month) + 1, day) + hour * 3600 + minute * 60 + second
        if START <= at < END:
            moments.append((at, ahead))
    changes, before = [], None
    for at, ahead in moments:
        if before is not None and ahead != before:
            changes.append((at, ahead))
        before = ahead
    return tuple(changes)


def test_the_table_has_every_zone_of_the_distribution():
    assert set(embedded()) == set(names())


def test_every_change_is_the_one_that_zdump_finds():
    differing = {}
    for name, (_, changes) in embedded().items():
        found = dumped(os.path.join(FILES, name))
        if found != changes:
            differing[name] = set(found) ^ set(changes)
    assert not differing
    # Not because nothing was read.
    assert len(dumped(os.path.join(FILES, "Europe/Berlin"))) == 140


def test_every_day_has_the_offset_that_python_finds():
    """At noon of each thirtieth day, and at both sides of every change."""
    differing = []
    for name, (ahead, changes) in embedded().items():
        instants = {START}
        for at, _ in changes:
            instants |= {at - 1, at}
        instants |= set(range(START + 43_200, END, 30 * schedules.DAY))
        remaining = list(changes)
        for at in sorted(instants):
            while remaining and remaining[0][0] <= at:
                ahead = remaining.pop(0)[1]
            if schedules.offset(name, at) != ahead:
                differing.append((name, at))
                break
    assert not differing
