"""Random cadences, what a clock in a zone shows around its changes, and the compiler's own answers about schedules.

All of it but the answers comes from Python and its zone files: it is the other side of a comparison.
"""

import bisect
import dataclasses
import datetime
import functools
import pathlib
import zoneinfo

from world.tools import run

ROOT = pathlib.Path(__file__).parents[3]
PROBE = ROOT / ".build/release/probe-schedules"

# The zone files of the pinned distribution `tzdata`, never those of the host.
zoneinfo.reset_tzpath(to=())

UTC = datetime.timezone.utc
DAY = 86_400


def ask(questions):
    """The compiler's answers to questions, each a list of words; an answer is a list of parts."""
    assert PROBE.exists(), f"{PROBE} is missing: swift build -c release"
    lines = "".join("\t".join(map(str, words)) + "\n" for words in questions)
    ended = run(PROBE, stdin=lines, timeout=300)
    assert ended.returncode == 0, ended.stderr
    answers = ended.stdout.split("\n")[:-1]
    assert len(answers) == len(questions)
    return [answer.split("\t") for answer in answers]


def instants(part):
    return [int(word) for word in part.split()]


def seconds(year, month=1, day=1):
    return int(datetime.datetime(year, month, day, tzinfo=UTC).timestamp())


@functools.cache
def zone(name):
    return zoneinfo.ZoneInfo(name)


def offset(name, second):
    """The seconds by which clocks are ahead of UTC."""
    return int(datetime.datetime.fromtimestamp(second, zone(name)).utcoffset().total_seconds())


@functools.cache
def changes(name, start, end):
    """The changes of offset after `start` and up to `end` as pairs of second and offset, each found by bisection.

    Two within a day that undo each other would be missed; the tz database has none in these years.
    """
    found = []
    low, before = start, offset(name, start)
    while low < end:
        high = min(low + DAY, end)
        after = offset(name, high)
        if after != before:
            second = low + 1 + bisect.bisect_left(range(low + 1, high), True, key=lambda at: offset(name, at) != before)
            before = offset(name, second)
            found.append((second, before))
            low = second
        else:
            low = high
    return tuple(found)


@dataclasses.dataclass(frozen=True)
class Cadence:
    """A cron expression with the sets of its five fields, and whether its day fields are joined by *and*."""

    text: str
    minutes: frozenset
    hours: frozenset
    days: frozenset
    months: frozenset
    weekdays: frozenset
    joined: bool


def field(random, least, greatest, likely):
    """One field as text, set and star flag; `likely` are values that make a match near a change of clock."""
    every = range(least, greatest + 1)
    value = random.choice(likely) if random.random() < 0.7 else random.randint(least, greatest)
    match random.choice(["star", "one", "one", "list", "range", "step", "slash"]):
        case "star":
            return "*", frozenset(every), True
        case "one":
            return str(value), frozenset([value]), False
        case "list":
            values = sorted({value, *random.choices(every, k=random.randint(1, 4))})
            return ",".join(map(str, values)), frozenset(values), False
        case "range":
            last = random.randint(value, greatest)
            return f"{value}-{last}", frozenset(range(value, last + 1)), False
        case "step":
            step = random.choice([1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 30])
            return f"*/{step}", frozenset(every[::step]), step == 1
        case _:
            step = random.choice([1, 2, 5, 7, 12])
            return f"{value}/{step}", frozenset(range(value, greatest + 1, step)), False


def cadence(random, clock=None):
    """A random cadence, one that mostly fires near the middle of what the clock shows."""
    likely = clock.near if clock else ([0, 30], [1, 2, 3], [1, 13, 29, 31], [2, 3, 10], [0, 1, 5])
    limits = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]
    fields = [field(random, *limit, values) for limit, values in zip(limits, likely)]
    # Most cadences that people write leave days and months alone.
    for index, chance in ((2, 0.55), (3, 0.8), (4, 0.5)):
        if random.random() < chance:
            fields[index] = ("*", frozenset(range(limits[index][0], limits[index][1] + 1)), True)
    return Cadence(" ".join(one[0] for one in fields), *(one[1] for one in fields), joined=fields[2][2] or fields[4][2])


class Clock:
    """What a clock in a zone shows in each minute of a window, as sets of bits, one for each value of each field."""

    def __init__(self, name, start, end):
        self.name, self.start, self.end = name, start, end
        self.minutes, self.hours, self.days = [0] * 60, [0] * 24, [0] * 32
        self.months, self.weekdays = [0] * 13, [0] * 7
        #: The minutes whose wall time has not been shown before.
        self.first = 0
        shown = set()
        period = iter([*changes(name, start - DAY, end), (end + 1, 0)])
        until, following = next(period)
        ahead = offset(name, start - DAY)
        for second in range(start - DAY, end + 1, 60):
            while second >= until:
                ahead = following
                until, following = next(period)
            wall = (second + ahead) // 60
            isNew, bit = wall not in shown, 1 << (second - start) // 60 if second >= start else 0
            shown.add(wall)
            if not bit:
                continue
            if isNew:
                self.first |= bit
            day, minute = divmod(wall, 1440)
            date = datetime.date.fromordinal(719_163 + day)
            self.minutes[minute % 60] |= bit
            self.hours[minute // 60] |= bit
            self.days[date.day] |= bit
            self.months[date.month] |= bit
            self.weekdays[date.isoweekday() % 7] |= bit
        middle = datetime.datetime.fromtimestamp((start + end) // 2, zone(name))
        self.near = (
            [0, 15, 30, 45, 59], [(middle.hour + delta) % 24 for delta in (-2, -1, -1, 0, 0, 1)] + [0, 23],
            [(middle + datetime.timedelta(days=delta)).day for delta in (-1, 0, 1)], [middle.month],
            [(middle.isoweekday() + delta) % 7 for delta in (-1, 0, 1)])

    def matching(self, cadence):
        """The minutes at which a cadence's wall times are shown, as bits."""

        def union(bits, values):
            return functools.reduce(lambda all, value: all | bits[value], values, 0)

        dates, weekdays = union(self.days, cadence.days), union(self.weekdays, cadence.weekdays)
        days = dates & weekdays if cadence.joined else dates | weekdays
        return union(self.minutes, cadence.minutes) & union(self.hours, cadence.hours) & union(self.months, cadence.months) & days

    def instants(self, bits):
        found = []
        while bits:
            low = bits & -bits
            found.append(self.start + (low.bit_length() - 1) * 60)
            bits ^= low
        return found


def is_awkward(name, change, ahead):
    """Whether a change skips or repeats a midnight, or does not begin and end at a whole hour: there Kubernetes may stray from the clock."""
    before = change + offset(name, change - 1)
    low, high = sorted((before, change + ahead))
    return low % 3600 != 0 or high % 3600 != 0 or (high - 1) // DAY != (low - 1) // DAY
