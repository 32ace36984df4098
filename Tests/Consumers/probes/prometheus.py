"""Judges alerting rules by promtool: the rules themselves, the tests that come with them, and whether those tests can fail."""

import copy
import json
import pathlib
import re

import jsonschema
import yaml

from world.tools import run

#: What the Prometheus operator's definition of PrometheusRule allows of what we write; it refuses unknown fields.
STRINGS = {"type": "object", "additionalProperties": {"type": "string"}}
DURATION = "^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$"
RULE = {
    "type": "object", "additionalProperties": False, "required": ["alert", "expr", "labels", "annotations"],
    "properties": {
        "alert": {"type": "string", "pattern": "^[A-Z][A-Za-z]+$"}, "expr": {"type": "string", "minLength": 1},
        "for": {"type": "string", "pattern": DURATION},
        "labels": {**STRINGS, "required": ["severity", "policy"]},
        "annotations": {**STRINGS, "required": ["summary", "description"]},
    },
}
GROUPS = {
    "type": "array", "minItems": 1,
    "items": {
        "type": "object", "additionalProperties": False, "required": ["name", "rules"],
        "properties": {"name": {"type": "string", "minLength": 1}, "rules": {"type": "array", "minItems": 1, "items": RULE}},
    },
}
RESOURCE = {
    "type": "object", "additionalProperties": False, "required": ["apiVersion", "kind", "metadata", "spec"],
    "properties": {
        "apiVersion": {"const": "monitoring.coreos.com/v1"}, "kind": {"const": "PrometheusRule"},
        "metadata": {
            "type": "object", "additionalProperties": False, "required": ["name", "labels"],
            "properties": {
                "name": {"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"},
                "namespace": {"type": "string"}, "labels": STRINGS,
            },
        },
        "spec": {"type": "object", "additionalProperties": False, "required": ["groups"], "properties": {"groups": GROUPS}},
    },
}


#: Seconds between two evaluations of the generated tests.
EVALUATION = 900


def sources(tree):
    """The folders of a tree that hold rules, one for each source of metrics."""
    return sorted(path.parent for path in pathlib.Path(tree).rglob("rules.yaml"))


def judge(tree):
    """All findings about the rules of a tree and their tests."""
    found = sources(tree)
    return [*([] if found else ["there are no rules"]), *[finding for folder in found for finding in judged(folder)]]


def judged(folder):
    """All findings about one source."""
    said = []
    result = run("promtool", "check", "rules", "--lint=all", "--lint-fatal", folder / "rules.yaml")
    if result.returncode:
        said.append(f"{folder.name}: promtool check rules: {result.stdout}{result.stderr}")
    for path in sorted(folder.glob("*tests.yaml")):
        said += [f"{folder.name}: {path.name}: {finding}" for finding in tested(path)]
    made = resource(folder)
    said += [f"{folder.name}: {error.message}" for error in jsonschema.Draft202012Validator(RESOURCE).iter_errors(made)]
    if made.get("spec") != yaml.safe_load((folder / "rules.yaml").read_text()):
        said.append(f"{folder.name}: the PrometheusRule has other groups than rules.yaml")
    return said + [f"{folder.name}: {name} is never tested" for name in sorted(names(folder) - faults(folder))]


def resource(folder):
    """The PrometheusRule, as the command in the comment of the rules makes it."""
    command = re.search(r"^#   (sed .*) \| kubectl apply --filename=-$", (folder / "rules.yaml").read_text(), re.MULTILINE)
    return yaml.safe_load(run("sh", "-c", command[1], cwd=folder).stdout)


def tested(path):
    """What promtool says of a failing file of tests."""
    result = run("promtool", "test", "rules", path)
    return [f"{result.stdout}{result.stderr}"] if result.returncode else []


def rules(folder):
    return yaml.safe_load((folder / "rules.yaml").read_text())["groups"][0]["rules"]


def names(folder):
    return {rule["alert"] for rule in rules(folder)}


def faults(folder):
    """The alerts that some test brings about."""
    return {labels["alertname"] for labels in expected(folder) if "alertname" in labels}


def expected(folder):
    """The labels of all that the tests of a source expect."""
    for path in folder.glob("*tests.yaml"):
        for test in yaml.safe_load(path.read_text())["tests"]:
            for sample in (sample for case in test["promql_expr_test"] for sample in case["exp_samples"]):
                # A string of Go, of which only these escapes are written, is one of JSON.
                found = re.findall(r'([a-zA-Z_]\w*)=("(?:[^"\\]|\\.)*")', sample.get("labels", ""))
                yield {name: json.loads(value) for name, value in found}


def mutants(rule):
    """The rule broken in each way that its tests must notice, with what was done to it."""
    def changed(what, **parts):
        mutant = copy.deepcopy(rule)
        mutant.update(parts)
        return what, mutant

    expression = rule["expr"]
    yield changed("never", expr="vector(0) > 1")
    if "for" in rule:
        what, mutant = changed("without `for`")
        del mutant["for"]
        yield what, mutant
        # What takes days is looked at once a day.
        hold = seconds(rule["for"])
        yield changed("held for longer", **{"for": f"{hold + max(EVALUATION + 60, hold // 2)}s"})
    for match in re.finditer(r"(?<=[<>=] )-?\d+(\.\d+)?(?!\d|\.)", expression):
        number = float(match[0])
        # An age grows from one evaluation to the next; a share, a state or a count is what the series say.
        step = max(number / 2, EVALUATION + 60) if expression.startswith(("time()", "max(time()")) and number else 1 if number % 1 == 0 else 0.02
        for word, other in (("raised", number + step), ("lowered", number - step)):
            text = f"{other:.2f}".removesuffix(".00")
            yield changed(f"{match[0]} {word} to {text}", expr=expression[: match.start()] + text + expression[match.end():])


def seconds(duration):
    return sum(int(number) * {"d": 86400, "h": 3600, "m": 60, "s": 1}[unit] for number, unit in re.findall(r"(\d+)([dhms])", duration))


def survivors(folder, work, is_tried=lambda rules, index: True):
    """The mutants of those rules of a source that are tried, which its tests don't notice."""
    found = rules(folder)
    suites = {path.name: yaml.safe_load(path.read_text()) for path in folder.glob("*tests.yaml")}
    for index, rule in enumerate(found):
        if not is_tried(found, index):
            continue
        for what, mutant in mutants(rule):
            mutated = [*found[:index], mutant, *found[index + 1:]]
            # What the short tests notice is noticed by all.
            if passes(work, suites, mutated, is_short) and passes(work, suites, mutated, lambda _: True):
                yield f"{rule['alert']} {rule['labels']}: {what}"


def is_short(test):
    """Whether a test is none of whole days."""
    return not test["name"].startswith("silence from")


def passes(work, suites, mutated, is_wanted):
    """Whether promtool is content with the mutated rules and those tests that are wanted."""
    (work / "rules.yaml").write_text(yaml.safe_dump({"groups": [{"name": "mutated", "rules": mutated}]}, width=10_000))
    for name, suite in suites.items():
        tests = [test for test in suite["tests"] if is_wanted(test)]
        (work / name).write_text(yaml.safe_dump({**suite, "tests": tests}, width=100_000))
        if tests and tested(work / name):
            return False
    return True
