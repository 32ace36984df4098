"""The published schemas and the compiler's own reader as two judges of a document's structure, and where they may differ."""

import dataclasses
import functools
import json
import pathlib
import re

import jsonschema
import regress
import yaml

from world.tools import run

ROOT = pathlib.Path(__file__).parents[3]
SCHEMA = ROOT / "schemas/policy.schema.json"
STANDARD_SCHEMA = ROOT / "schemas/standard.schema.json"
READER = ROOT / ".build/release/probe-structure"


@dataclasses.dataclass(frozen=True)
class Unsayable:
    """A fault that the reader finds and a schema can't: its code, what its message looks like, and why."""

    code: str
    message: str
    reason: str


CRON = (
    "out of range: a|the range ends before it begins|a step of 0 never|7 is not Sunday|.* is an extension of other schedulers"
    "|a number is expected here|unknown month|unknown day of the week: use 0|not a number$|a range has one hyphen|a step has one slash"
)

#: All that a schema can't say. Whatever else the two judges differ in is a bug of one of them.
UNSAYABLE = [
    Unsayable("duplicate-key", "the key .* is given twice$",
              "A schema judges values, and a mapping's value has each key once: what was written twice is gone by then."),
    Unsayable("ambiguous-scalar", r"expected a whole number, found `-?\d+\.0`, a floating-point number$",
              "To JSON Schema 3.0 is an integer. To readers of YAML it is a floating-point number."),
    Unsayable("invalid-cadence", CRON,
              "The pattern has the five fields and the macros. That 5-1 is no range, and 8 no day of a week, takes arithmetic."),
    Unsayable("invalid-cadence", "the form is `(02:30|sunday 03:00|15 04:00|mar 15 04:00)`$|no such (time of )?day|unknown day of the week: use `",
              "What `at` may be depends on the unit within the text of `every` beside it."),
    Unsayable("unknown-time-zone", "`.*` is not an IANA time zone$",
              "The names are those of the tz database, which changes a few times a year; the pattern has only their form."),
    Unsayable("unknown-place", "the policy has nothing at `",
              "A waiver's place is a part of the same document, and a schema sees one value at a time."),
]

#: The same of standards.
UNSAYABLE_OF_STANDARDS = [
    Unsayable("missing-key", "the standard demands nothing$", "The schema has groups of which one key must be given, and none of which any may."),
]


def entry(finding):
    """The entry of the list that allows a finding, written `code message`; None if there is none."""
    code, _, message = finding.partition(" ")
    return next((one for one in [*UNSAYABLE, *UNSAYABLE_OF_STANDARDS] if one.code == code and re.match(one.message, message)), None)


class Policies(yaml.SafeLoader):
    """Reads YAML as a policy's reader does: a date is a text."""


Policies.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def sound():
    """The files of the policies that are known to be sound: the examples and the accepted fixtures."""
    return sorted([*ROOT.glob("examples/*/policy.yaml"), *ROOT.glob("Tests/Fixtures/accepted/**/*.yaml")])


def sound_standards():
    """The files of the standards that are known to be sound."""
    return sorted(ROOT.glob("Tests/Fixtures/accepted-standards/*.yaml"))


def whole(path):
    """The documents of a file, without those that extend another: what they lack may be there."""
    documents = [document for document in yaml.load_all(path.read_text(), Policies) if document is not None]
    return [document for document in documents if "extends" not in document]


def schema(path=SCHEMA):
    return json.loads(path.read_text())


@functools.cache
def expression(pattern):
    return regress.Regex(pattern, "u")


def matches(_, pattern, instance, __):
    """The keyword `pattern` as JSON Schema has it, by ECMA-262: Python's `$` also matches before a last line feed."""
    if isinstance(instance, str) and expression(pattern).find(instance) is None:
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": matches})


def read(lines):
    """The reader's findings on each document, a line of JSON, as lists of `code message`; sound ones have none."""
    assert READER.exists(), f"{READER} is missing: swift build -c release"
    result = run(READER, stdin="".join(f"{line}\n" for line in lines))
    assert result.returncode == 0, result.stderr
    answers = result.stdout.split("\n")[:-1]
    assert len(answers) == len(lines)
    return [[] if answer == "ok" else answer.split("\t") for answer in answers]


def disagreements(validator, lines, findings):
    """Each document on which the schema and the reader differ by more than the list allows, with the reader's findings."""
    for line, found in zip(lines, findings):
        accepted = validator.is_valid(json.loads(line))
        if accepted == (not found) and not any(finding.startswith("silent ") for finding in found):
            continue
        if not accepted or not all(entry(finding) for finding in found):
            yield f"the schema {'accepts' if accepted else 'refuses'}, the reader says {found or 'ok'}: {line}"
