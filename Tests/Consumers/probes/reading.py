"""Reads YAML as the Kubernetes tools do, and compares that with what the text plainly says."""

import json
import pathlib
import re
import tempfile
from typing import NamedTuple

import yaml

from world.tools import run

#: What every YAML reader agrees is not a string. Any other plain scalar must be a string to kubectl as well:
#: `1e3`, `no` or `0o17` are numbers or booleans to some readers, so they may stand only in quotes.
AGREED = re.compile(r"true|false|0|-?[1-9][0-9]{0,14}")
MARK = "consumers.invalid/read"


class Document(NamedTuple):
    """One document of a YAML stream, with the file it came from."""

    source: str
    text: str


def documents(text, source):
    """The documents of a stream, without the empty ones."""
    parts = re.split(r"^---(?:[ \t].*)?$", text, flags=re.MULTILINE)
    return [Document(source, part) for part in parts if not blank(part)]


def blank(text):
    """Whether there is nothing but comments; what cannot be parsed is left to kubectl to refuse."""
    try:
        return yaml.compose(text, yaml.CSafeLoader) is None
    except yaml.YAMLError:
        return False


def plainly(text):
    """The value of a document to a reader of YAML that isn't of Kubernetes."""
    return yaml.load(text, yaml.CSafeLoader)


def read(document):
    """The document as kubectl reads it: a value, or None, and its findings."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "document.yaml")
        path.write_text(document.text)
        result = run("kubectl", "label", "--local", "--overwrite", "-f", path, f"{MARK}=yes", "-o", "json")
    if result.returncode != 0:
        return None, [f"{document.source}: kubectl cannot read it: {result.stderr.strip()}"]
    value = json.loads(result.stdout)
    del value["metadata"]["labels"][MARK]
    return value, [f"{document.source}: {finding}" for finding in disagreements(yaml.compose(document.text, yaml.CSafeLoader), value, "")]


def disagreements(node, value, path):
    """Where kubectl's reading is not what the text says: lost keys, doubled keys, strings that stopped being strings."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{path}.{key} is written twice"
        for key, child in node.value:
            if not isinstance(value, dict) or key.value not in value:
                yield f"{path}.{key.value} is not a key to kubectl"
            else:
                yield from disagreements(child, value[key.value], f"{path}.{key.value}")
    elif isinstance(node, yaml.SequenceNode):
        if not isinstance(value, list) or len(value) != len(node.value):
            yield f"{path} is not the same list to kubectl"
        else:
            for index, (child, item) in enumerate(zip(node.value, value)):
                yield from disagreements(child, item, f"{path}[{index}]")
    elif not node.style and node.value in ("", "null", "~"):
        yield f"{path} has no value"
    elif not node.style and AGREED.fullmatch(node.value):
        if json.dumps(value) != node.value:
            yield f"{path}: {node.value!r} is {value!r} to kubectl"
    elif value != node.value or not isinstance(value, str):
        yield f"{path}: the string {node.value!r} is {value!r} to kubectl"
