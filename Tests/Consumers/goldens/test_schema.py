"""The published schema is one, serves editors, and judges the policies of this repository as the program does."""

import json
import re
import sys

from probes import mutants
from probes import policies
from world import tools

#: Findings whose faults a schema sees in a file: those of the language's form, without the list of what it can't say,
#: without `ambiguous-scalar` (a schema is shown what its reader of YAML made of it) and `unreadable-base`.
STRUCTURAL = {
    "conflicting-keys", "control-character", "empty-list", "empty-text", "invalid-name", "invalid-text", "missing-key", "missing-unit",
    "missing-value", "out-of-range", "unknown-key", "unknown-word", "wrong-document", "wrong-type",
}


def check(*arguments):
    return tools.run(sys.executable, "-m", "check_jsonschema", "--output-format", "json", *arguments)


def refused(paths):
    """The paths of the files that don't fit the schema, as check-jsonschema has it; all could be read."""
    result = check("--schemafile", policies.SCHEMA, *paths)
    report = json.loads(result.stdout)
    assert result.returncode == bool(report.get("errors")), result.stderr
    assert not report.get("parse_errors"), report["parse_errors"]
    return {error["filename"] for error in report.get("errors", [])}


def described(schema):
    """Each named part of the schema: the whole, its definitions and their keys."""
    yield "BackupPolicy", schema
    for name, record in [("BackupPolicy", schema), *schema["$defs"].items()]:
        yield name, record
        yield from ((f"{name}.{key}", part) for key, part in record["properties"].items())


def test_schema_is_one():
    result = check("--check-metaschema", policies.SCHEMA, policies.STANDARD_SCHEMA)
    assert result.returncode == 0, result.stdout


def test_sound_standards_fit():
    for path in policies.sound_standards():
        for document in policies.whole(path):
            policies.Validator(policies.schema(policies.STANDARD_SCHEMA)).validate(document)


def test_sound_policies_fit():
    paths = [path for path in policies.sound() if len(policies.whole(path)) == 1]
    assert len(paths) >= 4
    assert refused(paths) == set()


def test_faulty_policies_are_refused():
    faulty = []
    for path in sorted((policies.ROOT / "Tests/Fixtures/policy").glob("*.yaml")):
        codes = set(re.findall(r"^\S+: error: .* \[([a-z-]+)\]$", path.with_suffix(".expected").read_text(), re.MULTILINE))
        if codes and codes <= STRUCTURAL and not re.search(r"^extends:|^---", path.read_text(), re.MULTILINE):
            faulty.append(path)
    assert len(faulty) >= 20
    assert {str(path) for path in faulty} - refused(faulty) == set()


def test_everything_is_described():
    schema = policies.schema()
    assert [name for name, part in described(schema) if not part.get("description")] == []


def test_examples_and_defaults_fit():
    schema = policies.schema()
    samples = 0
    for part in mutants.parts(schema):
        if not isinstance(part.get("examples", []), list):
            continue  # A record's key of that name.
        for value in [*part.get("examples", []), *([part["default"]] if "default" in part else [])]:
            policies.Validator({**part, "$defs": schema["$defs"]}).validate(value)
            samples += 1
    assert samples > 100


def test_patterns_are_portable():
    """No look-around, which Go's and Rust's expressions lack, and no escape that only ECMA-262 knows."""
    patterns = {part["pattern"] for part in mutants.parts(policies.schema()) if isinstance(part.get("pattern"), str)}
    assert len(patterns) > 10
    for pattern in patterns:
        re.compile(pattern)
        policies.expression(pattern)
        assert not re.search(r"\(\?|\\u|\\[1-9]", pattern), pattern
