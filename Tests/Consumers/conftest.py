"""Checks that every tool is here, and hands each test the generated trees and the servers that it needs."""

import json
import numbers
import pathlib
import shutil

import pytest

import tiers
from probes import goldens
from world import tools
from world.matrix import MatrixWorld
from world.scripts import World
from world.trials import Trials

# pytest makes a module of each folder of tests. The one named like a module of Python's own is to be a part of that, not to replace it.
numbers.__path__ = [str(pathlib.Path(__file__).parent / "numbers")]
SAMPLES = pathlib.Path(__file__).parent / "probes/samples"


def pytest_addoption(parser):
    parser.addoption("--examples", default=str(goldens.ROOT / "examples"), help="the folder of examples to judge")
    parser.addoption("--tier", choices=tiers.TIERS, default="all", help="what `Tests/run`, `Tests/run --all` or `--soak` runs")
    parser.addoption("--listing", help="a file to list the tests of all tiers in, as JSON")


def pytest_sessionstart(session):
    absent = tools.missing()
    if absent and not session.config.option.collectonly:
        pytest.exit("missing, so that nothing can be judged: " + "; ".join(absent), returncode=1)


def pytest_collection_modifyitems(config, items):
    if listing := config.getoption("--listing"):
        pathlib.Path(listing).write_text(json.dumps([tiers.described(item) for item in items]))
    tiers.select(config, items)


def pytest_generate_tests(metafunc):
    """Gives `<target>_golden` each tree of that target, and `golden` each tree of all."""
    everything = goldens.goldens(metafunc.config.getoption("--examples"))
    for fixture in metafunc.fixturenames:
        target = fixture.removesuffix("_golden")
        if fixture == "golden" or target in goldens.TARGETS and fixture != target:
            found = [golden for golden in everything if target in ("golden", golden.target)]
            # An empty list would quietly leave the test out; this one fails, and says why.
            found = found or [goldens.Golden(target, None, "none-found")]
            metafunc.parametrize(fixture, found, ids=[goldens.identifier(golden.name) for golden in found], indirect=True)


def tree(request):
    """The path of a golden tree; fails the test that asks where there is none."""
    if request.param.path is None:
        pytest.fail(f"no {request.param.target} tree under {request.config.getoption('--examples')}/*/generated")
    return request.param.path


for _name in ("golden", *(f"{target}_golden" for target in goldens.TARGETS)):
    globals()[_name] = pytest.fixture(tree, name=_name)


@pytest.fixture
def sample(tmp_path):
    """Copies a hand-made tree and breaks it: sample("helm", "values.yaml", "old", "new") is the folder of the copy."""

    def broken(target, file=None, old=None, new=None):
        folder = tmp_path / target
        shutil.copytree(SAMPLES / target, folder, dirs_exist_ok=True)
        if file:
            path = folder / file
            text = path.read_text()
            assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
            path.write_text(text.replace(old, new))
        return folder

    return broken


def pytest_sessionfinish(session, exitstatus):
    """A skipped test is a check that did not happen: the run fails."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1


@pytest.fixture(scope="session")
def world():
    """The servers that the scripts of a worker's tests run against; a test leaves them as it found them."""
    world = World()
    yield world
    world.close()


@pytest.fixture(scope="session")
def matrix_world():
    """Servers with a rich source, and stores that are spoken to over TLS alone: one world a worker, as above."""
    world = MatrixWorld()
    yield world
    world.close()


@pytest.fixture(scope="session")
def trials(world):
    """Deployments that meet faults."""
    trials = Trials(world)
    yield trials
    trials.close()
