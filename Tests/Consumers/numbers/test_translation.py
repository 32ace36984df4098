"""A timer's text means what the policy means, and targets differ at just the instants that the compiler reports.

Random cadences in random zones, each looked at around a change of clock, against Python's own zones and sets.
"""

import functools
import random

from probes import schedules

PAIRS = 20_000
#: So many cadences are tried around one change, because what a clock shows there has to be worked out first.
EACH = 80


@functools.cache
def pairs():
    """Cadences with the clock around a change that they are looked at on, and whether Kubernetes may stray there."""
    chance = random.Random(20_260_101)
    names = schedules.ask([["names"]])[0][0].split()
    start, end = schedules.seconds(2019), schedules.seconds(2039)
    made = []
    while len(made) < PAIRS:
        name = chance.choice(names)
        year = chance.randrange(start, end - 400 * schedules.DAY)
        changes = schedules.changes(name, year, year + 370 * schedules.DAY)
        # A zone without changes is looked at too, but not as often as there are such zones.
        if not changes and chance.random() < 0.9:
            continue
        at, ahead = chance.choice(changes) if changes else (year, 0)
        middle = at // 60 * 60
        clock = schedules.Clock(name, middle - 30 * 3600, middle + 30 * 3600)
        isAwkward = bool(changes) and any(schedules.is_awkward(name, *change) for change in changes)
        made += [(schedules.cadence(chance, clock), clock, isAwkward) for _ in range(EACH)]
    return made[:PAIRS]


@functools.cache
def answers():
    questions = [["cadence", cadence.text, clock.name, clock.start, clock.end] for cadence, clock, _ in pairs()]
    return [([schedules.instants(part) for part in parts[:5]], parts[5:]) for parts in schedules.ask(questions)]


def once(cadence, clock, lines):
    """The minutes at which a running timer elapses: where a line is in UTC, a repeated time is not the same again."""
    matching = clock.matching(cadence)
    return matching if all(line.endswith(" UTC") for line in lines) else matching & clock.first


def failures(check):
    """The first few pairs for which a check fails, with what is missing and what is too much."""
    found = []
    for (cadence, clock, isAwkward), (instants, lines) in zip(pairs(), answers()):
        expected, actual = check(cadence, clock, isAwkward, instants, lines)
        if expected != actual:
            lost, added = sorted(set(expected) - set(actual)), sorted(set(actual) - set(expected))
            found.append(f"{cadence.text!r} {clock.name} {clock.start}: lost {lost[:5]} added {added[:5]} {lines}")
    return found[:5]


def check_kubernetes_follows_the_wall_clock():
    def check(cadence, clock, isAwkward, instants, lines):
        # Where the controller's own search strays from the clock it is compared with the real one, not here.
        return instants[0] if isAwkward else clock.instants(clock.matching(cadence)), instants[0]

    assert not failures(check)
    assert sum(not isAwkward for _, _, isAwkward in pairs()) > PAIRS // 2


def check_systemd_runs_a_repeated_time_once():
    def check(cadence, clock, isAwkward, instants, lines):
        return clock.instants(once(cadence, clock, lines)), instants[1]

    assert not failures(check)


def check_the_text_of_a_timer_means_what_systemd_runs():
    def check(cadence, clock, isAwkward, instants, lines):
        return clock.instants(once(cadence, clock, lines)), instants[4]

    assert not failures(check)


def check_the_difference_that_is_reported_is_all_there_is():
    def check(cadence, clock, isAwkward, instants, lines):
        kubernetes, timer = set(instants[0]), set(clock.instants(once(cadence, clock, lines)))
        assert not set(instants[2]) & set(instants[3])
        return sorted(kubernetes - timer), instants[2]

    assert not failures(check)
    assert not failures(lambda cadence, clock, isAwkward, instants, lines: (
        sorted(set(clock.instants(once(cadence, clock, lines))) - set(instants[0])), instants[3]))
    assert 0.02 < sum(bool(instants[2] or instants[3]) for instants, _ in answers()) / PAIRS < 0.5


def check_the_pairs_are_worth_looking_at():
    firing = sum(bool(instants[1]) for instants, _ in answers())
    assert firing > PAIRS // 2
    assert len({cadence.text for cadence, _, _ in pairs()}) > PAIRS // 2
    assert len({clock.name for _, clock, _ in pairs()}) > 100


def test_every_target_fires_as_reported():
    """One test, because each process that runs one of several would make the pairs anew."""
    check_the_pairs_are_worth_looking_at()
    check_kubernetes_follows_the_wall_clock()
    check_systemd_runs_a_repeated_time_once()
    check_the_text_of_a_timer_means_what_systemd_runs()
    check_the_difference_that_is_reported_is_all_there_is()
