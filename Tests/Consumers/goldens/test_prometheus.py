"""promtool judges the alerting rules and the tests that come with them; mutants judge those tests."""

import pathlib
import random

import pytest
import yaml

import tiers
from probes import goldens, prometheus
from probes.mutants import serialised
from probes.policies import Policies
from world import tools

COMPILER = goldens.ROOT / ".build/debug/backstay"
POLICIES = sorted((pathlib.Path(__file__).parents[1] / "probes/samples/alerts").glob("*.yaml"))
EXAMPLES = sorted(goldens.ROOT.glob("examples/*/generated/prometheus/*"))
#: Pieces of text that some reader between the policy and the alert takes for more than text.
PIECES = [
    "a", " ", "{{", "}}", "{{-", "-}}", "{", "}", "{{ $value }}", "{{ .Labels }}", '"', "'", "\\", "$", "$1", "%", "%d", "`", "#", ": ", "- ", "|", "é", "日本", "😀", "yes", "0x1F", "1e3", "~", "\\n", "{{/*", "*/}}",
]


def compiled(text, folder):
    """The tree of the target `prometheus` for a policy."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy.yaml").write_text(text)
    result = tools.run(COMPILER, "compile", folder / "policy.yaml", "--output", folder / "out")
    assert result.returncode == 0, result.stderr
    (tree,) = (folder / "out").glob("*/prometheus")
    return tree


def test_rules(prometheus_golden):
    assert prometheus.judge(prometheus_golden) == []


@pytest.mark.all
@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
def test_rules_of_every_kind_of_policy(policy, tmp_path):
    tree = compiled(policy.read_text(), tmp_path)
    assert prometheus.judge(tree) == []
    said = "".join(path.read_text() for path in tree.rglob("rules.yaml"))
    # Nothing is missed of what the policy says never to start, and nothing of that is late.
    for folder in prometheus.sources(tree):
        for rule in prometheus.rules(folder):
            if rule["labels"].get("backup") in ("by-hand", "resting"):
                assert rule["alert"].endswith(("Failed", "Hung")) or rule["alert"] == "BackstayBackupUnseen" and folder.name != "systemd"
    assert "time()" in said


def first_of_its_name(rules, index):
    return all(rule["alert"] != rules[index]["alert"] for rule in rules[:index])


@pytest.mark.parametrize("source", tiers.first(EXAMPLES), ids=lambda path: f"{path.parts[-4]}-{path.name}")
def test_a_broken_rule_fails_its_tests(source, tmp_path):
    assert list(prometheus.survivors(source, tmp_path, first_of_its_name)) == []


@pytest.mark.all  # The one above tries one rule of each alert; this one all of them.
@pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: f"{path.parts[-4]}-{path.name}")
def test_any_broken_rule_fails_its_tests(source, tmp_path):
    assert list(prometheus.survivors(source, tmp_path)) == []


def test_words_of_a_policy_arrive_as_they_are(tmp_path):
    source = random.Random(20)
    values = [piece + other for piece in PIECES for other in ("", "x{{", "{")]
    values += ["".join(source.choices(PIECES, k=source.randint(2, 8))) for _ in range(60)]
    labels = {f"label_{number}": value for number, value in enumerate(values)}
    policy = yaml.load((goldens.ROOT / "examples/one-disk/policy.yaml").read_text(), Policies)
    policy["alerts"] = {"prometheus": {"severity": "a \"b\" {{ c }} $d \\", "labels": labels}}
    tree = compiled(serialised(policy), tmp_path)
    # promtool compares the labels of each alert, after Prometheus' templates have been filled in, with the words as such.
    assert prometheus.judge(tree) == []
    expected = [found for folder in prometheus.sources(tree) for found in prometheus.expected(folder) if "alertname" not in found]
    assert expected and all(labels.items() <= found.items() for found in expected)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rules.yaml", "time() - max(", "time( - max(", "promtool check rules"),
        ("rules.yaml", "for: ", "fro: ", "promtool check rules"),
        ("rules.yaml", "s/^  # | //", "s/^  # | //; s/BackupFailed/BackupBroken/", "has other groups than"),
        ("rules.yaml", "alert: BackstayBackupFailed", "alert: BackstayBackupBroken", "BackstayBackupBroken is never tested"),
        ("rules.yaml", "kind: PrometheusRule", "kind: PrometheusRules", "was expected"),
        ("rules.yaml", "annotations:", "annotation:", "annotation"),
        ("tests.yaml", "exp_samples: []", "exp_samples: [{value: 1}]", "tests.yaml"),
        ("tests.yaml", "eval_time: 1h45m", "eval_time: 1h30m", "tests.yaml"),
    ],
)
def test_broken_files_are_refused(tmp_path, file, old, new, said):
    source = next(path for path in EXAMPLES if path.name == "helm")
    folder = tmp_path / "helm"
    folder.mkdir()
    for path in source.iterdir():
        (folder / path.name).write_text(path.read_text())
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    assert said in "\n".join(prometheus.judged(folder))
