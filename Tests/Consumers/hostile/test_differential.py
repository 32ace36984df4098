"""The published schema and the compiler's reader agree on every one of many thousand policies, sound and broken."""

import copy
import itertools
import json
import random

from probes import mutants
from probes import policies


def seeds():
    return [document for path in policies.sound() for document in policies.whole(path)]

def mutants_of(seed, count):
    """The aimed mutants, and so many random ones, as lines of JSON; and the reader's findings on each."""
    made = mutants.Mutants(policies.schema(), seeds(), random.Random(seed))
    lines = [*made.aimed(), *(made.line() for _ in range(count))]
    return made, lines, policies.read(lines)

def test_schema_and_reader_agree():
    made, lines, findings = mutants_of(1, 10_000)
    validator = policies.Validator(made.schema)
    accepted = [json.loads(line) for line, found in zip(lines, findings) if not found]
    assert len(set(lines)) >= 10_000
    assert 0.35 <= len(accepted) / len(lines) <= 0.65

    differing = list(itertools.islice(policies.disagreements(validator, lines, findings), 5))
    assert not differing, "\n".join(differing)

    # Every key of every record stands in a document that both accept.
    declared = {(name, key) for name, record in made.records.items() for key in record["properties"]}
    reached = {(name, key) for document in accepted for _, key, _, name in made.places(document, made.schema) if name}
    assert declared <= reached, sorted(declared - reached)

    # Every entry of the list is needed: there is a document with no other fault.
    used = {policies.entry(finding) for found in findings for finding in found if len(found) == 1}
    assert set(policies.UNSAYABLE) <= used

def test_they_agree_on_standards():
    schema = policies.schema(policies.STANDARD_SCHEMA)
    standards = [document for path in policies.sound_standards() for document in policies.whole(path)]
    made = mutants.Mutants(schema, standards, random.Random(3))
    lines = [*made.aimed(), *(made.line() for _ in range(3000))]
    findings = policies.read(lines)
    differing = list(itertools.islice(policies.disagreements(policies.Validator(schema), lines, findings), 5))
    assert not differing, "\n".join(differing)

    accepted = [json.loads(line) for line, found in zip(lines, findings) if not found]
    assert 0.25 <= len(accepted) / len(lines) <= 0.75
    declared = {(name, key) for name, record in made.records.items() for key in record["properties"]}
    reached = {(name, key) for document in accepted for _, key, _, name in made.places(document, schema) if name}
    assert declared <= reached, sorted(declared - reached)
    used = {policies.entry(finding) for found in findings for finding in found if len(found) == 1}
    assert set(policies.UNSAYABLE_OF_STANDARDS) <= used

def test_seeds_are_sound():
    documents = seeds()
    assert len(documents) >= 4
    assert policies.read([mutants.serialised(document) for document in documents]) == [[]] * len(documents)

#: Changes to the schema, each of which makes it say something else than the reader.
MISTAKES = {
    "a record that is not closed": lambda schema: schema["$defs"]["Waiver"].pop("additionalProperties"),
    "any number of alternatives": lambda schema: schema["$defs"]["Sink"].pop("allOf"),
    "a key that is no longer required": lambda schema: schema["$defs"]["S3"]["required"].remove("bucket"),
    "a key that is required": lambda schema: schema["$defs"]["Metadata"]["required"].append("owner"),
    "an empty mapping": lambda schema: schema["$defs"]["Targets"].pop("minProperties"),
    "an empty list": lambda schema: schema["$defs"]["Files"]["properties"]["paths"].pop("minItems"),
    "a key without its companion": lambda schema: schema["$defs"]["ClockCadence"].pop("dependentRequired"),
    "any minute": lambda schema: schema["$defs"]["ClockCadence"]["properties"]["hourly"].pop("pattern"),
    "one port too many": lambda schema: schema["$defs"]["SFTP"]["properties"]["port"].update(maximum=65536),
    "a word too few": lambda schema: schema["$defs"]["Backup"]["properties"]["verify"]["enum"].remove("restore"),
    "a key too few": lambda schema: schema["$defs"]["Hook"]["properties"].pop("timeout"),
    "names of any form": lambda schema: schema["properties"]["sinks"].pop("propertyNames"),
}

def test_mistakes_are_noticed():
    made, lines, findings = mutants_of(5, 12_000)
    unnoticed = []
    for mistake, make in MISTAKES.items():
        schema = copy.deepcopy(made.schema)
        make(schema)
        if next(policies.disagreements(policies.Validator(schema), lines, findings), None) is None:
            unnoticed.append(mistake)
    assert not unnoticed
