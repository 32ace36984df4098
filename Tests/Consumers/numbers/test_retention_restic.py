"""restic forget, with the options of generated scripts, leaves what the simulator keeps and the surplus that is predicted."""

import concurrent.futures
import json

import pytest

from probes import retention

#: The emitted function as it is, but for what it would change; restic prints what it would keep.
DRY = "restic_patiently() { restic \"$@\" --dry-run --no-lock --json; }\nexpire_restic"


def left(said):
    """The instants that restic keeps, of its answer for the one group of copies."""
    [group] = json.loads(said)
    instants = [retention.datetime.datetime.fromisoformat(copy["time"].replace("Z", "+00:00")) for copy in group["keep"]]
    return {int(instant.timestamp()) for instant in instants}


@pytest.mark.parametrize("days", [120, pytest.param(400, marks=pytest.mark.soak)])
def test_many_rules_on_one_history(days, tmp_path):
    rules, copies = retention.rules(30), retention.history(days)
    scripts = retention.Scripts(tmp_path, rules)
    with retention.in_memory() as folder, concurrent.futures.ThreadPoolExecutor(3) as pool:
        repository = retention.Restic(folder)
        list(pool.map(repository.add, copies))
        kept = pool.map(lambda number: left(scripts.drive(number, "restic", DRY, **repository.environment)), range(len(rules)))
        surplus = 0
        for rule, ours, theirs in zip(rules, retention.expected(copies, rules, "restic"), kept):
            assert theirs == ours[0] | ours[1], rule
            surplus += len(ours[1])
    assert surplus, "no rule shows that restic counts whole hours"


def test_sixty_runs_one_after_the_other(tmp_path):
    rule = {"within": "50h", "hourly": 5, "daily": 6, "weekly": 3, "monthly": 2}
    instants = retention.history(60, seed=2)[-60:]
    script = retention.Scripts(tmp_path, [rule])
    questions = [([(at, None) for at in instants[: end + 1]], rule, "restic", 3) for end in range(60)]
    with retention.in_memory() as folder:
        repository = retention.Restic(folder)
        for instant, (kept, surplus) in zip(instants, retention.answers(questions)):
            repository.add(instant)
            script.drive(0, "restic", 'restic_patiently() { restic "$@"; }\nexpire_restic', **repository.environment)
            copies = json.loads(repository.must("snapshots", "--json", "--no-lock"))
            found = {int(retention.datetime.datetime.fromisoformat(copy["time"].replace("Z", "+00:00")).timestamp()) for copy in copies}
            assert found == kept | surplus, retention.civil(instant)
