"""Workflows are accepted by what judges workflows, and their steps do the drill with nothing but what a runner gives."""

import json
import re
import shutil
import subprocess

import pytest
import yaml

import changes
import tiers
from probes import github, goldens
from world.drills import QUERY, USER, Drilled
from world.scripts import PATH, SECRETS, must

EXAMPLE = goldens.ROOT / "examples/vm-restic/generated/github"


def test_workflows(github_golden):
    assert github.judge(github_golden) == []


def test_our_own_workflow():
    path = goldens.ROOT / ".github/workflows/ci.yml"
    assert list(github.judged(path)) == []
    assert yaml.safe_load(path.read_text())["jobs"]["linux"]["strategy"]["matrix"]["part"] == list(changes.EVERYTHING)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    tiers.first([
        ('cron: "17 5', 'cron: "61 5', "actionlint exits"),
        ("    runs-on: ubuntu-24.04\n", "    runs_on: ubuntu-24.04\n", "check-jsonschema exits"),
        ("permissions: {}\n", "permissions: write-all\n", "zizmor exits"),
        ("        policy=orders\n", "        policy=${{ github.event.head_commit.message }}\n", "zizmor exits"),
        ("        policy=orders\n", "        policy=$(echo `date`\n", "shellcheck reported"),
    ]),
)
def test_a_broken_workflow_is_refused(tmp_path, old, new, said):
    shutil.copytree(EXAMPLE, tmp_path / "tree")
    [path] = (tmp_path / "tree").rglob("*.yml")
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    assert said in "\n".join(github.judge(tmp_path / "tree"))


def test_a_stranger_beside_the_workflows_is_refused(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "tree")
    (tmp_path / "tree/README").write_text("")
    assert "not a workflow" in "\n".join(github.judge(tmp_path / "tree"))


@pytest.fixture(scope="module")
def drilled(world):
    """A drill of copies in a bucket, and of others on a disk that no runner sees."""
    targets = {"systemd": {"systemdVersion": 252}, "github": {"sinks": ["bucket"], "bindings": {"passphrase": {"secret": "REPOSITORY"}}}}
    return Drilled(world, {"bucket": ("s3", "restic"), "disk": ("filesystem", "plain")}, [QUERY], targets=targets)


def run_step(drilled, change=None):
    """What the last step says and its summary, with the secrets that it asks for and none besides."""
    [path] = drilled.folder.glob("out/*/github/.github/workflows/*.yml")
    assert github.judge(path.parents[2]) == []
    step = yaml.safe_load(path.read_text())["jobs"]["drill"]["steps"][-1]
    repository = {"REPOSITORY": SECRETS["passphrase"], "AWS_ID": SECRETS["aws-id"], "AWS_SECRET": SECRETS["aws-secret"]} | (change or {})
    given = {name: repository[re.fullmatch(r"\$\{\{ secrets\.(\w+) \}\}", value)[1]] for name, value in step["env"].items()}
    runner = drilled.folder / "runner"
    shutil.rmtree(runner, ignore_errors=True)
    (runner / "temp").mkdir(parents=True)
    (runner / "step").write_text(step["run"])
    (runner / "summary").touch()
    must("chown", "-R", USER, runner)
    environment = {"PATH": PATH, "RUNNER_TEMP": str(runner / "temp"), "GITHUB_STEP_SUMMARY": str(runner / "summary"), "HOME": str(runner), **given}
    result = subprocess.run(["/usr/bin/setpriv", f"--reuid={USER}", "--clear-groups", step["shell"], "-e", str(runner / "step")], env=environment,
                            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)  # fmt: skip
    assert not (runner / "temp/backstay/work/run").exists()
    assert not [value for value in SECRETS.values() if value in result.stdout + result.stderr]
    return result.returncode, result.stdout + result.stderr, (runner / "summary").read_text()


@pytest.mark.all
def test_the_steps_of_a_workflow_do_the_drill(drilled):
    status, said, summary = run_step(drilled)
    assert status == 0, said
    evidence = json.loads(re.search(r"```json\n(.*)\n```", summary)[1])
    assert evidence["outcome"] == "passed" and json.dumps(evidence, separators=(",", ":"), ensure_ascii=False) in said
    assert [sink["sink"] for sink in evidence["sinks"]] == ["bucket"]


@pytest.mark.all
def test_a_secret_that_the_repository_lacks_is_named(drilled):
    status, said, _ = run_step(drilled, {"REPOSITORY": ""})
    assert status == 1 and "::error::the secret REPOSITORY of this repository is missing or empty" in said


@pytest.mark.all
def test_a_wrong_secret_fails_the_workflow(drilled):
    status, said, summary = run_step(drilled, {"REPOSITORY": "another"})
    assert status == 1 and "can't open the repository" in said and '"outcome":"failed"' in summary


@pytest.mark.all
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda policy: policy["drills"]["check"]["assertions"][0].update(sql="SELECT '${{ secrets.REPOSITORY }}'"), "begins an expression"),
        (lambda policy: policy["targets"]["github"].pop("sinks"), "a runner can't access folders of the machine"),
        (lambda policy: policy["targets"]["github"].update(sinks=["elsewhere"]), "no drill restores copies at `elsewhere`"),
        (lambda policy: policy["targets"]["github"]["bindings"]["passphrase"].update(secret="GITHUB_x"), "is not a valid name of a repository secret"),
        (lambda policy: policy["targets"].pop("systemd"), "the backups themselves need another target"),
        (lambda policy: policy["drills"]["check"].update(cadence={"cron": "30 3 * * *", "timeZone": "Europe/Berlin"}), "GitHub's schedules are in UTC"),
        (lambda policy: policy["sinks"]["bucket"]["s3"].update(credentials="workloadIdentity"), "a runner has no platform identity"),
        (lambda policy: policy.pop("drills"), "there is no drill"),
    ],
)
def test_what_no_workflow_can_do_is_refused(drilled, tmp_path, change, said):
    policy = json.loads((drilled.folder / "policy.yaml").read_text())
    change(policy)
    (tmp_path / "policy.yaml").write_text(json.dumps(policy))
    result = subprocess.run([drilled.world.compiler, "compile", tmp_path / "policy.yaml", "--output", tmp_path / "out"], capture_output=True, text=True, check=False)
    assert result.returncode == 1 and said in result.stdout + result.stderr
