"""borg prune leaves what the simulator keeps and, by rules of its own, more: why generated scripts don't call it.

Their own function, which borg repositories share with plain copies, is judged in test_retention_script.py.
"""

import json
import os
import subprocess

import pytest

from probes import retention

OPTIONS = {key: f"--keep-{key}" for key in retention.PERIODS}
#: borg's own program, for many commands in one process: starting Python takes longer than an archive does.
LOOP = """
import json, sys
sys.path.insert(0, "/usr/lib/python3/dist-packages")
from borg.archiver import Archiver
for words in json.load(sys.stdin):
    archiver = Archiver()
    status = archiver.run(archiver.get_args(["borg", *words], None))
    print("---", flush=True)
    if status:
        sys.exit(f"{words}: {status}")
"""


class Borg:
    def __init__(self, folder):
        self.folder = folder
        with open(f"{folder}/material", "w") as file:
            file.write("material")
        self.run([["init", "--encryption", "none"]])

    def run(self, commands):
        """What borg prints for each command, as lists of lines."""
        environment = {
            "PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8", "BORG_BASE_DIR": f"{self.folder}/base",
            "BORG_REPO": f"{self.folder}/repository", "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes",
        }  # fmt: skip
        said = subprocess.run(
            ["/usr/bin/python3", "-c", LOOP], input=json.dumps(commands), env=environment, cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=600,
        )  # fmt: skip
        assert said.returncode == 0, said.stdout
        return [part.splitlines() for part in said.stdout.split("---\n")[:-1]]


def create(instant):
    return ["create", "--timestamp", retention.civil(instant).strftime("%Y-%m-%dT%H:%M:%S"), f"::{instant}", "material"]


def prune(rule, *more):
    words = [word for key, value in rule.items() for word in (OPTIONS[key], "-1" if value == "unlimited" else str(value))]
    # The floor of three copies.
    if "last" in rule and rule["last"] != "unlimited":
        words[words.index("--keep-last") + 1] = str(max(rule["last"], 3))
    return ["prune", *more, *words, *([] if "last" in rule else ["--keep-last", "3"])]


def kept(lines):
    return {int(line.split("):")[1].split()[0]) for line in lines if line.startswith("Keeping")}


def predicted(copies, rule):
    """What borg keeps: each rule counts only archives that no rule before it keeps, and one that has too few keeps the oldest."""
    forms = {"last": "%s", "hourly": "%Y%m%d%H", "daily": "%Y%m%d", "weekly": "%G%V", "monthly": "%Y%m", "yearly": "%Y"}
    found = set()
    for key, form in forms.items():
        amount = max(rule.get(key, 0), 3) if key == "last" and rule.get(key) != "unlimited" else rule.get(key, 0)
        limit = len(copies) + 1 if amount == "unlimited" else amount
        own, period = [], None
        for at in reversed(copies):
            if len(own) == limit:
                break
            if retention.civil(at).strftime(form) != period:
                period = retention.civil(at).strftime(form)
                own += [at] if at not in found else []
        if len(own) < limit and amount != "unlimited" and min(copies) not in found:
            own.append(min(copies))
        found |= set(own)
    return found


@pytest.mark.parametrize("days", [90, pytest.param(400, marks=pytest.mark.soak)])
def test_many_rules_on_one_history(days):
    rules = [rule for rule in retention.rules(20) if "within" not in rule]
    copies = retention.history(days)
    with retention.in_memory() as folder:
        borg = Borg(folder)
        half = len(copies) // 2
        borg.run([create(at) for at in copies[:half]])
        borg.run([create(at) for at in copies[half:]])
        answers = borg.run([prune(rule, "--dry-run", "--list") for rule in rules])
    beyond = 0
    for rule, (ours, _), lines in zip(rules, retention.expected(copies, rules, "script"), answers):
        assert ours <= kept(lines), rule
        assert kept(lines) == predicted(copies, rule), rule
        beyond += kept(lines) != ours
    assert beyond, "no rule shows that borg keeps more"


def test_sixty_runs_one_after_the_other():
    rule = {"hourly": 5, "daily": 6, "weekly": 3, "monthly": 2}
    instants = retention.history(60, seed=2)[-60:]
    answers = retention.answers([([(at, None) for at in instants[: end + 1]], rule, "script", 3) for end in range(60)])
    with retention.in_memory() as folder:
        said = Borg(folder).run([command for at in instants for command in (create(at), prune(rule, "--list"))])
    held = set()
    for instant, (ours, _), lines in zip(instants, answers, said[1::2]):
        found = kept(lines)
        assert ours <= found, retention.civil(instant)
        held = predicted(sorted(held | {instant}), rule)
        assert found == held, retention.civil(instant)
