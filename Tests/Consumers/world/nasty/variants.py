"""A policy with a string in each field that takes free text, and what the compiler refuses of them."""

import dataclasses
import json
import re
import urllib.parse

from probes import policies
from world.tools import run

PROGRAM = policies.ROOT / ".build/release/backstay"
#: The patterns of the forms that take any text, any text of several lines, and any absolute path.
TEXT = "^[^\\x00-\\x1f\\x7f]+$"
LINES = "^[^\\x00-\\x08\\x0b-\\x1f\\x7f]+$"
PATH = "^(/("
#: How the patterns begin of texts that have a form of their own and yet leave much open: prefixes, hosts, buckets, images.
FORMED = ("^((/(", "^([A-Za-z0-9_][A-Za-z0-9_.-]*|", "^[A-Za-z0-9$][A-Za-z0-9._-]*$", "^[A-Za-z0-9][A-Za-z0-9._/:-]*(@")
#: What a string is marked with, so that it is found again whatever became of what stands around it.
TAG = re.compile(r"[qQ](\d{3})[xX](\d{3})[zZ]")


@dataclasses.dataclass(frozen=True)
class Leaf:
    """A place in a policy with free text. `steps` lead to it; the last one is a key itself where `is_key`."""

    field: str
    steps: tuple
    is_path: bool
    is_key: bool = False


def resolved(schema, node):
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return node


def leaves(schema, value, node, field="BackupPolicy", steps=()):
    """The places of free text in a value that fits a part of the schema."""
    if "$ref" in node:
        field = node["$ref"].rsplit("/", 1)[1]
    node = resolved(schema, node)
    for keyword in ("oneOf", "anyOf"):
        for choice in node.get(keyword, []):
            if policies.Validator({**choice, "$defs": schema["$defs"]}).is_valid(value):
                yield from leaves(schema, value, choice, field, steps)
                break
    if isinstance(value, str) and is_free(node):
        yield Leaf(field, steps, node["pattern"].startswith(PATH))
    elif isinstance(value, list) and "items" in node:
        for index, item in enumerate(value):
            yield from leaves(schema, item, node["items"], field, (*steps, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in node.get("properties", {}):
                yield from leaves(schema, item, node["properties"][key], f"{field}.{key}", (*steps, key))
            elif isinstance(node.get("additionalProperties"), dict):
                if is_free(resolved(schema, node.get("propertyNames", {}))):
                    yield Leaf(f"{field} (key)", (*steps, key), False, is_key=True)
                yield from leaves(schema, item, node["additionalProperties"], field, (*steps, key))


def is_free(node):
    pattern = node.get("pattern", "")
    return "enum" not in node and (pattern in (TEXT, LINES) or pattern.startswith((PATH, *FORMED)))


def quoted(text):
    """A double-quoted scalar in ASCII: a JSON string would leave YAML's other line breaks to be folded."""
    escaped = ""
    for character in text:
        code = ord(character)
        if character in '"\\':
            escaped += "\\" + character
        elif 0x20 <= code < 0x7F:
            escaped += character
        else:
            escaped += f"\\U{code:08x}"
    return f'"{escaped}"'


def written(value, texts, steps=()):
    """The lines of a value with some texts put in, and the number of the line that each came to stand on."""
    lines, places = [], {}

    def put(value, steps):
        if isinstance(value, dict):
            lines.append("{")
            for key, item in value.items():
                at = (*steps, key)
                lines.append(quoted(texts.get((at, True), key)) + ":")
                if (at, True) in texts:
                    places[(at, True)] = len(lines)
                put(item, at)
                lines[-1] += ","
            lines.append("}")
        elif isinstance(value, list):
            lines.append("[")
            for index, item in enumerate(value):
                put(item, (*steps, index))
                lines[-1] += ","
            lines.append("]")
        elif (steps, False) in texts:
            lines.append(quoted(texts[(steps, False)]))
            places[(steps, False)] = len(lines)
        else:
            lines.append(json.dumps(value) if not isinstance(value, str) else quoted(value))

    put(value, steps)
    return "\n".join(lines) + "\n", places


def original(policy, leaf):
    """What stands at a leaf."""
    for step in leaf.steps[:-1] if leaf.is_key else leaf.steps:
        policy = policy[step]
    return leaf.steps[-1] if leaf.is_key else policy


class Variants:
    """Policies made from one, each with other strings in its places of free text.

    Places that say the same are one: a drill's key must be a path that a material has.
    """

    def __init__(self, schema, policy, folder, fixed=()):
        self.policy = policy
        self.folder = folder
        self.groups = {}
        for leaf in leaves(schema, policy, schema):
            if leaf.field not in fixed:
                self.groups.setdefault(original(policy, leaf), []).append(leaf)
        self.groups = list(self.groups.values())
        self.texts = []
        #: The groups of each variant whose string was refused, with the finding.
        self.refusals = []

    def add(self, strings):
        """A variant with a string for each group, which is given a tag in its middle."""
        number = len(self.texts)
        self.texts.append([])
        self.refusals.append({})
        for index, string in zip(range(len(self.groups)), strings):
            # No file system has longer names.
            string = string[:80] if any(leaf.is_path for leaf in self.groups[index]) else string
            self.texts[number].append(self.text(index, string + self.tag(index, number) + string))

    def text(self, group, text):
        return "/" + text if any(leaf.is_path for leaf in self.groups[group]) else text

    def fields(self, group):
        return {leaf.field for leaf in self.groups[group]}

    def plain(self, index, number):
        return self.text(index, self.tag(index, number))

    def tag(self, group, number):
        """What marks a string. Most names of Kubernetes are in small letters, and secrets of GitHub in capitals."""
        tag = f"q{group:03}x{number:03}z"
        return tag.upper() if "GitHubBinding.secret" in self.fields(group) else tag

    def write(self, number):
        texts = {(leaf.steps, leaf.is_key): text for group, text in zip(self.groups, self.texts[number]) for leaf in group}
        policy = json.loads(json.dumps(self.policy))
        policy["metadata"]["name"] = f"v{number}"
        text, places = written(policy, texts)
        (self.folder / f"v{number}.yaml").write_text(text)
        return places

    def compile(self, output):
        """Compiles all of them; a string that is refused gives way to a plain one, until nothing is."""
        open_variants = set(range(len(self.texts)))
        places = {}
        for _ in range(12):
            for number in open_variants:
                places[number] = self.write(number)
            paths = [self.folder / f"v{number}.yaml" for number in range(len(self.texts))]
            result = run(PROGRAM, "compile", "--quiet", "--format", "json", "--as-of", "2026-06-01", "--output", output, *paths, timeout=600)
            findings = [json.loads(line) for line in result.stderr.splitlines() if line.startswith("{")]
            errors = [finding for finding in findings if finding["severity"] == "error"]
            if result.returncode == 0:
                return
            assert errors, result.stderr[-2000:]
            open_variants = {self.refuse(error, places) for error in errors}
            for number in open_variants:
                for index in self.refusals[number]:
                    self.texts[number][index] = self.plain(index, number)
        raise AssertionError(f"strings are still refused: {errors[:3]}")

    def refuse(self, error, places):
        """Takes the string that a finding points at, or at whose key it does, out of its variant, whose number is returned."""
        number = int(re.search(r"/v(\d+)\.yaml$", error["path"])[1])
        text = (self.folder / f"v{number}.yaml").read_text().split("\n")
        lines = {*below(text, error["line"]), *(note["line"] for note in error.get("notes", []))}
        # A finding that quotes a string need not point at its line.
        hit = [index for index in range(len(self.groups)) if self.tag(index, number) in error["message"]] or [
            index for index, group in enumerate(self.groups) if lines & {places[number][(leaf.steps, leaf.is_key)] for leaf in group}
        ]
        # One string may have several things wrong with it. A plain one has none.
        hit = [index for index in hit if self.texts[number][index] != self.plain(index, number)]
        assert hit and error["message"].strip(), f"a refusal that points at no string: {error}"
        self.refusals[number] |= dict.fromkeys(hit, error)
        return number


def below(text, line):
    """The lines of what a finding means that points at one: a value with all that is in it, or a key with its value."""
    if text[line - 1].startswith('"'):
        return [line, line + 1] if text[line - 1].endswith(":") else [line]
    depth, last = 0, line
    while last == line or depth > 0:
        depth += text[last - 1].startswith(("{", "[")) - text[last - 1].startswith(("}", "]"))
        last += 1
    return range(line, last)


def arrives(text, fields, reading, read):
    """Whether a text stands in what a consumer has read: as it is, or as a path without the slash that it begins with.

    A prefix is a folder, whose slashes at both ends mean nothing, and so do those of a path that are one too many. A runbook
    has commands and manifests in it, so a text stands there as a shell or YAML is told of it, and as a copy is named.
    """
    forms = [text]
    if any(field.endswith(".prefix") for field in fields):
        forms.append(text.strip("/"))
    if text.startswith("/"):
        forms += [form[1:] for form in (text, text.rstrip("/"), re.sub("/+", "/", text).rstrip("/"))]
    if any(form in read for form in forms):
        return True
    if reading != "runbooks":
        return False
    unescaped = re.sub(r"\\x([0-9A-F]{2})|\\u([0-9A-F]{4})|\\U([0-9A-F]{8})", lambda found: chr(int(found[1] or found[2] or found[3], 16)), read)
    forms += [form.replace("'", "'\\''") for form in forms] + [json.dumps(form, ensure_ascii=False)[1:-1] for form in forms]
    return any(form in read or form in unescaped for form in [*forms, urllib.parse.quote(text, safe="").replace("~", "%7E")])
