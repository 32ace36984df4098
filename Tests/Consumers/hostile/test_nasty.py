"""A string in any field reaches each consumer as it is, or is refused with a reason: nothing in between.

Each field that takes free text is given each of 500 strings, in policies that have strings in all their fields at once.
Each string has a tag in it. Whatever text a consumer reads that has the tag must have the whole string, and where a plain
string is seen, each string that was accepted must be seen too.
"""

import collections
import re

import pytest

from probes import policies
from world.nasty import readings, strings, variants

COUNT = 500
SCHEMA = policies.schema()
#: Policies that have each field of free text between them, with the fields that are not free in them, being bound to
#: others: a waiver's place, a time's form, a file below a path; or that a binding replaces.
POLICIES = {
    "certctl": (),
    "kubernetes": ("KubernetesBinding.items", "Files.paths"),
    "obligations": ("KeyPair.certificate", "KeyPair.key", "Files.paths", "Waiver.at"),
    "s3": (),
    "sftp": (),
    "azure": (),
    "kubernetes-image-for-each-tool": (),
    "pgbackrest": (),
    "postgresql-over-tls": (),
    "gcs": (),
    "github": (),
    "age-encryption": (),
    "files": (),
    "kubernetes-host-and-config-map": ("PostgreSQL.host",),
    "postgresql-bound-to-socket": ("PostgreSQL.host",),
    "postgresql-password": ("PostgreSQL.host",),
    "s3-workload-identity": (),
}
#: Fields that are free by their form and in no policy here: what no target carries out yet, and texts with a form of
#: their own that is checked beside the schema.
UNTRIED = {"ClockCadence.at", "Hook.image", "Hook.run", "Quiesce.stop", "Waiver.at"}
#: Fields that no generated file has: they speak to who reads the policy.
UNSEEN = {"Source.failureDomain", "Sink.failureDomain", "Waiver.owner", "Waiver.reason", "Escrow.where"}


def policy(name):
    (path,) = [path for path in policies.sound() if name in (path.stem, path.parent.name) and (path.stem == "policy" or path.stem == name)]
    return policies.whole(path)[0]


def read(tree, folder):
    """Each reading's name with the texts that it gives."""
    scripts = {path.read_text() for path in tree.glob("*/*/usr/local/lib/backstay/**/*") if path.is_file()}
    yield "manifests", readings.manifests(tree, scripts)
    yield "charts", readings.charts(tree, scripts)
    yield "configurations", readings.configurations(tree)
    yield "server settings", readings.server_settings(tree)
    yield "rules", readings.rules(tree)
    yield "workflows", readings.workflows(tree, scripts)
    yield "runbooks", readings.runbooks(tree)
    yield "units", readings.units(tree, folder / "boot")
    yield "folders", readings.folders(tree, folder / "folders")
    yield "shells", readings.shells(scripts, folder / "shells")


def unread(tree):
    """Files that have a string in them and no reading."""
    known = re.compile(
        r"\S+\.manifest$|(kubernetes|helm|prometheus|github|runbook)/|(systemd|pgbackrest)/(usr/local/lib/backstay/|etc/(systemd/system|tmpfiles\.d|pgbackrest|postgresql)/)"
    )
    for path in sorted(tree.rglob("*")):
        name = "/".join(path.relative_to(tree).parts[1:]) or path.name
        if path.is_file() and not known.match(name) and variants.TAG.search(path.read_text()):
            yield name


def test_there_is_a_policy_for_each_field():
    tried = set()
    for name, fixed in POLICIES.items():
        tried |= {leaf.field for leaf in variants.leaves(SCHEMA, policy(name), SCHEMA)} - set(fixed)
    known = set()
    for path in policies.sound():
        for document in policies.whole(path):
            known |= {leaf.field for leaf in variants.leaves(SCHEMA, document, SCHEMA)}
    assert known - tried == UNTRIED
    assert len(tried) >= 79
    assert len(set(strings.strings(COUNT))) == COUNT


@pytest.mark.parametrize("name", POLICIES)
def test_a_string_arrives_or_is_refused(name, tmp_path):
    many = variants.Variants(SCHEMA, policy(name), tmp_path, POLICIES[name])
    texts = strings.strings(COUNT)
    many.add([""] * len(many.groups))
    for number in range(COUNT):
        many.add([texts[(number + 7 * group) % COUNT] for group in range(len(many.groups))])
    tree = tmp_path / "out"
    many.compile(tree)
    assert not many.refusals[0], "a plain string is refused"
    assert not list(unread(tree))

    seen, broken = collections.defaultdict(set), []
    for reading, found in read(tree, tmp_path):
        for text in found:
            for match in variants.TAG.finditer(text):
                group, number = int(match[1]), int(match[2])
                if variants.arrives(many.texts[number][group], many.fields(group), reading, text):
                    seen[group, number].add(reading)
                else:
                    broken.append((reading, many.groups[group][0].field, many.texts[number][group], text[-300:]))
    assert not broken, f"{len(broken)}: {broken[:5]}"
    for group in range(len(many.groups)):
        fields = many.fields(group)
        assert seen[group, 0] or fields <= UNSEEN, f"nothing generated has {fields}"
        for number in range(1, COUNT + 1):
            if group not in many.refusals[number]:
                assert seen[group, number] >= seen[group, 0], f"{fields}: {many.texts[number][group]!r}"
    refused = sum(len(each) for each in many.refusals)
    print(f"{name}: {len(many.groups)} fields, {COUNT} strings each, {refused} of {COUNT * len(many.groups)} refused")
