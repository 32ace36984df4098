"""The expiry of generated scripts, as they are, leaves exactly what the simulator keeps of plain copies."""

import pathlib

import pytest

from probes import retention

SUFFIX = "-0123abcd.tar"


@pytest.mark.parametrize("shell", ["dash", "busybox"])
def test_many_rules_on_one_history(shell, tmp_path):
    """What is chosen is the same for plain copies and for archives in borg: the names of those that go."""
    rules = retention.rules(60)
    scripts = retention.Scripts(tmp_path, rules)
    for days, seed in ((400, 1), (60, 5), (3, 6)):
        copies = retention.history(days, seed)
        names = "".join(f"{retention.stamp(at)}{SUFFIX}\n" for at in reversed(copies))
        for number, (ours, _) in enumerate(retention.expected(copies, rules, "script")):
            (tmp_path / "names").write_text(names)
            command = "choose_expired <$run/names" if shell == "dash" else "awk() { busybox awk \"$@\"; }\nchoose_expired <$run/names"
            gone = scripts.drive(number, "plain", command).split()
            assert {retention.stamp(at) for at in copies if at not in ours} == {name.removesuffix(SUFFIX) for name in gone}, rules[number]


def test_sixty_runs_one_after_the_other(tmp_path):
    rule = {"within": "50h", "hourly": 5, "daily": 6, "weekly": 3, "monthly": 2}
    instants = retention.history(60, seed=2)[-60:]
    scripts = retention.Scripts(tmp_path, [rule])
    folder = pathlib.Path(tmp_path, "store/judged/history/keys")
    folder.mkdir(parents=True)
    answers = retention.answers([([(at, None) for at in instants[: end + 1]], rule, "script", 3) for end in range(60)])
    for instant, (ours, _) in zip(instants, answers):
        name = retention.stamp(instant) + SUFFIX
        (folder / name).write_text("object")
        (folder / f"{name}.json").write_text("{}")
        # An object without a record is no copy, and expiry does not count it.
        (folder / (retention.stamp(instant - 1) + SUFFIX)).write_text("half")
        scripts.drive(0, "plain", f"root={tmp_path}/store\nexpire_plain")
        assert {path.name.removesuffix(SUFFIX + ".json") for path in folder.glob("*.json")} == {retention.stamp(at) for at in ours}
        assert not {path.name + ".json" for path in folder.glob("*.tar")} ^ {path.name for path in folder.glob("*.json")}
