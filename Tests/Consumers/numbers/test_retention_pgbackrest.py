"""pgbackrest expire, with the options of the generated configuration, leaves what the simulator keeps and the surplus predicted.

pgbackrest takes no time for a backup, so its clock is faked; its server need not run for a backup offline.
"""

import datetime
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess

import pytest

from probes import retention
from world.clock import faked
from world.tools import postgresql_directory, run

RULES = [
    {"fulls": 1}, {"fulls": 2}, {"fulls": 5, "differentials": 14}, {"fulls": 3, "differentials": 1}, {"fulls": 4, "differentials": 3},
    {"fulls": 2, "differentials": 40}, {"fulls": 40}, {"within": "14d"}, {"within": "30d"}, {"within": "1d"}, {"within": "36h"}, {"within": "300d"},
]  # fmt: skip
AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


class PgBackRest:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.chmod(0o755)
        postgres = pwd.getpwnam("postgres")
        for name in ("data", "repository", "other", "log", "lock", "spool"):
            (self.folder / name).mkdir()
            os.chown(self.folder / name, postgres.pw_uid, postgres.pw_gid)
        self.must(f"{postgresql_directory()}/initdb", "-N", "-D", self.folder / "data")
        # Tables make a backup slow, and nobody reads them here.
        for table in self.folder.glob("data/base/*/[0-9]*"):
            table.unlink()
        (self.folder / "pgbackrest.conf").write_text(
            f"[global]\nlog-path={self.folder}/log\nlock-path={self.folder}/lock\nspool-path={self.folder}/spool\n"
            "log-level-console=warn\nlog-level-file=off\ncompress-type=none\nrepo1-bundle=y\n"
            f"[judged]\npg1-path={self.folder}/data\n"
        )
        self.call(retention.second(2025, 1, 1), "repository", [], "--no-online", "stanza-create")

    def must(self, *words):
        said = run(*AS_POSTGRES, *words, cwd="/")
        assert said.returncode == 0, said.stdout + said.stderr
        return said.stdout

    def call(self, instant, repository, options, *words):
        """Calls pgbackrest on a repository as if it were that instant."""
        clock = faked(retention.civil(instant).strftime("@%Y-%m-%d %H:%M:%S"))
        return self.must(
            "env", *(f"{name}={value}" for name, value in clock.items()), "pgbackrest", f"--config={self.folder}/pgbackrest.conf", "--stanza=judged",
            f"--repo1-path={self.folder / repository}", *options, *words,
        )  # fmt: skip

    def copies(self, repository):
        """The instant and the kind of each backup there, by the folders' names."""
        labels = [path.name for path in (self.folder / repository / "backup/judged").iterdir() if re.fullmatch(r"[-_0-9FDI]+", path.name)]
        return sorted((self.started(label), {"F": "full", "D": "diff", "I": "incr"}[label[-1]]) for label in labels)

    @staticmethod
    def started(label):
        return int(datetime.datetime.strptime(label[-16:-1] + "+0000", "%Y%m%d-%H%M%S%z").timestamp())


def options(rules, folder):
    """The retention options of the generated configuration, for each rule."""
    found = []
    for number, rule in enumerate(rules):
        place = folder / f"r{number}"
        place.mkdir()
        server = {"serverVersion": 15, "socket": "/run/postgresql", "user": "postgres", "peer": True, "dataDirectory": "/data", "stanza": "judged"}
        policy = {
            "apiVersion": "backstay/v1",
            "kind": "BackupPolicy",
            "metadata": {"name": "judged"},
            "objectives": {"minimumCopies": 1},
            "materials": {"database": {"postgresql": server}},
            "sinks": {"disk": {"filesystem": {"path": "/repository"}, "repository": {"pgbackrest": {}}}},
            "backups": {
                "physical": {
                    "materials": ["database"], "method": "pgbackrest", "sinks": ["disk"], "retention": rule, "deadline": "1h",
                    "cadence": {"full": "0 1 * * 0", "differential": "0 1 * * 1-6"},
                }
            },
            "targets": {"pgbackrest": {"systemdVersion": 252}},
        }  # fmt: skip
        (place / "policy.yaml").write_text(json.dumps(policy))
        said = run(retention.COMPILER, "compile", place / "policy.yaml", "--output", place / "out")
        assert said.returncode == 0, said.stderr
        [configuration] = place.glob("out/**/pgbackrest.conf")
        found.append(["--" + line for line in re.findall(r"^(repo1-retention-\S+=\S+)$", configuration.read_text(), re.MULTILINE)])
        assert found[-1]
    return found


def runs(count):
    """Instants and kinds: a full a week, on other days a differential or an incremental, and some nights missed."""
    first = retention.second(2026, 1, 4, 1, 30)
    kinds = {0: "full", 2: "diff", 4: "diff", 6: "diff"}
    days = [day for day in range(count) if day % 11 != 8 and day % 17 != 14]
    return [(first + day * retention.DAY + 3600 * (day % 3), kinds.get(day % 7, "incr")) for day in days]


@pytest.fixture
def pgbackrest():
    with retention.in_memory() as folder:
        yield PgBackRest(folder)


@pytest.mark.parametrize("days", [60, pytest.param(400, marks=pytest.mark.soak)])
def test_many_rules_on_one_history(pgbackrest, tmp_path, days):
    for instant, kind in runs(days):
        pgbackrest.call(instant, "repository", ["--repo1-retention-full=9999999"], "--no-online", f"--type={kind}", "backup")
    copies = pgbackrest.copies("repository")
    assert [kind for _, kind in copies] == [kind for _, kind in runs(days)]
    answers = retention.answers([(copies, rule, "pgbackrest", 1) for rule in RULES])
    surplus = set()
    for rule, given, (kept, predicted) in zip(RULES, options(RULES, tmp_path), answers):
        shutil.rmtree(pgbackrest.folder / "other")
        subprocess.run(["cp", "-a", pgbackrest.folder / "repository", pgbackrest.folder / "other"], check=True)
        pgbackrest.call(copies[-1][0] + 2, "other", given, "expire")
        assert {instant for instant, _ in pgbackrest.copies("other")} == kept | predicted, rule
        surplus |= {next(iter(rule)) for _ in predicted}
    assert surplus == {"fulls", "within"}, "no rule shows what pgbackrest keeps beyond"


@pytest.mark.parametrize("rule", [{"fulls": 2, "differentials": 2}, {"within": "10d"}], ids=["numbers", "age"])
def test_sixty_runs_one_after_the_other(pgbackrest, tmp_path, rule):
    [given] = options([rule], tmp_path)
    made = []
    for instant, kind in runs(80)[:60]:
        pgbackrest.call(instant, "repository", given, "--no-online", f"--type={kind}", "backup")
        copies = pgbackrest.copies("repository")
        made.append(copies[-1])
        [(kept, predicted)] = retention.answers([(made, rule, "pgbackrest", 1)])
        assert {at for at, _ in copies} == kept | predicted, retention.civil(instant)
