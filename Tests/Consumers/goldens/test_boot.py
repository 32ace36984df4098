"""A real systemd boots with each generated tree on a machine, and real backups run under it."""

import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import subprocess

import pytest

from probes import goldens

WORLD = pathlib.Path(__file__).parents[1] / "world"
NEEDED = ("systemd-nspawn", "dbus-daemon", "restic", "flock", "runuser", "mount")


def boot(tree, out):
    """What the driver saw in the booted tree."""
    absent = [program for program in NEEDED if not shutil.which(program)]
    assert not absent, f"missing, so that nothing can be booted: {' '.join(absent)}"
    out.mkdir()
    result = subprocess.run(
        ["bash", WORLD / "boot.sh", tree, WORLD / "systemd_boot_driver.py", out], capture_output=True, text=True
    )
    said = "".join(path.read_text() for path in (out / "stdout", out / "stderr") if path.exists())
    assert result.returncode == 0, f"{said}{result.stdout}{result.stderr}"
    return json.loads((out / "report.json").read_text())


def judge(tree, report):
    """Everything in a report that isn't as the tree promises."""
    return [
        *failures(report),
        *starters(tree, report),
        *runs(report),
        *copies(report),
        *[
            f"{unit}: what it says for node_exporter is {text!r}"
            for unit, text in report["metrics"].items()
            if text is not None and "_success_timestamp_seconds{" not in text
        ],
        *[f"{unit}: a change of a file starts nothing" for unit, started in report["watched"].items() if not started],
        *(["the journal has a secret in it"] if report["leaked"] else []),
    ]


def failures(report):
    for unit, seen in report["failures"].items():
        if seen["status"] == 0:
            yield f"{unit}: starts without its program"
        if not seen["mark"] or f"unit={unit}" not in seen["mark"].splitlines():
            yield f"{unit}: its failure leaves no mark: {seen['mark']}"
        if seen["handler"] != "success" or f"{unit} failed (exit-code)" not in seen["journal"]:
            yield f"{unit}: its failure is not in the journal at priority err: {seen}"


def starters(tree, report):
    for unit, seen in report["starters"].items():
        text = (pathlib.Path(tree) / "etc/systemd/system" / unit).read_text()
        suspended = "ConditionPathExists=!/" in text
        if seen["enabled"] != "enabled" or seen["state"] != ("inactive" if suspended else "active"):
            yield f"{unit}: {seen}"
        if unit.endswith(".timer") and not suspended and not seen["next"]:
            yield f"{unit}: no next start"


def runs(report):
    for unit, seen in report["runs"].items():
        if seen["result"] != "success":
            yield f"{unit}: {seen['result']}: {seen['log']}"
        if seen["mark"] is not None:
            yield f"{unit}: the mark of the failure before stays after a success"


def copies(report):
    for unit, sinks in report["restored"].items():
        wanted = report["expected"][unit]
        for sink in sinks:
            if sink["rows"] != [4321] * len(wanted["databases"]):
                yield f"{unit}: restored rows are {sink['rows']}"
            if sink["files"] != sorted({f"secret of {name}\n" for name in wanted["files"]}):
                yield f"{unit}: restored files are {sink['files']}"


@pytest.fixture(scope="session")
def booted(tmp_path_factory):
    """Boots a tree once in a session, whichever worker asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "booted"
    shared.mkdir(exist_ok=True)

    def report(tree):
        name = hashlib.sha256(str(tree).encode()).hexdigest()[:12]
        with open(shared / f"{name}.lock", "w") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)
            path = shared / f"{name}.json"
            if not path.exists():
                path.write_text(json.dumps(boot(tree, shared / name)))
            return json.loads(path.read_text())

    return report


@pytest.fixture
def backed_up(pytestconfig):
    """A golden that makes real copies of a database: only one with a folder for a sink can, without a network."""
    for golden in goldens.goldens(pytestconfig.getoption("--examples")):
        if golden.target == "systemd":
            texts = [script.read_text() for script in golden.path.glob("usr/local/lib/backstay/*/*")]
            if any("\ncapture capture_database" in text and "\ndeliver restic" in text and "\nrepository=/" in text for text in texts):
                return golden.path
    pytest.fail("no example backs up a database to a restic repository in a folder, so that nothing is run for real")


@pytest.mark.all
def test_boot(systemd_golden, booted):
    assert judge(systemd_golden, booted(systemd_golden)) == []


@pytest.mark.mechanism("booted unit")
def test_a_database_is_backed_up_for_real(backed_up, booted):
    report = booted(backed_up)
    assert judge(backed_up, report) == []
    assert any(sink["rows"] for sinks in report["restored"].values() for sink in sinks)


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("failures", {"status": 0}, "starts without its program"),
        ("failures", {"mark": None}, "leaves no mark"),
        ("failures", {"journal": ""}, "not in the journal"),
        ("starters", {"enabled": "disabled"}, "disabled"),
        ("starters", {"state": "failed"}, "failed"),
        ("runs", {"result": "timeout"}, "timeout"),
        ("runs", {"mark": "unit=x"}, "stays after a success"),
    ],
)
def test_a_bad_outcome_is_noticed(backed_up, booted, part, change, said):
    report = booted(backed_up)
    next(iter(report[part].values())).update(change)
    assert said in "\n".join(judge(backed_up, report))


def test_missing_metrics_are_noticed(backed_up, booted):
    report = booted(backed_up)
    unit = next(unit for unit, text in report["metrics"].items() if text)
    report["metrics"][unit] = ""
    assert "for node_exporter is ''" in "\n".join(judge(backed_up, report))


@pytest.mark.parametrize("rows", [[], [4320]])
def test_a_bad_copy_is_noticed(backed_up, booted, rows):
    report = booted(backed_up)
    next(sink for sinks in report["restored"].values() for sink in sinks if sink["rows"])["rows"] = rows
    assert "restored rows are" in "\n".join(judge(backed_up, report))


@pytest.mark.all
@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("service", "OnFailure=", "#OnFailure=", "its failure leaves no mark"),
        ("service", "CacheDirectory=", "LogsDirectory=", "CACHE_DIRECTORY"),
        ("service", "LoadCredential=", "#LoadCredential=", "CREDENTIALS_DIRECTORY"),
        ("service", "ReadWritePaths=", "ReadOnlyPaths=", "Read-only file system"),
        ("timer", "WantedBy=", "#WantedBy=", "timer: {"),
    ],
)
def test_a_broken_tree_is_noticed(backed_up, tmp_path, kind, old, new, said):
    tree = tmp_path / "tree"
    shutil.copytree(backed_up, tree)
    for path in (tree / "etc/systemd/system").glob(f"backstay-*.{kind}"):
        if "@" not in path.name:
            path.write_text(path.read_text().replace(f"\n{old}", f"\n{new}"))
    try:
        found = judge(tree, boot(tree, tmp_path / "out"))
    except AssertionError as error:
        found = [str(error)]
    assert said in "\n".join(found)
