"""Judges a chart's values: what may be changed has its effect, what carries a proof cannot be changed."""

import json
import pathlib
import re
from typing import Any, NamedTuple

import helm_python
import jsonschema

from probes import helm, kubernetes, overrides, pods, reading

ABSENT = object()


class Slot(NamedTuple):
    """One key that values.schema.json declares: where it stands, its schema, its default, and whether it is proven."""

    path: tuple[str, ...]
    schema: dict[str, Any]
    default: Any
    constant: bool

    @property
    def name(self):
        return ".".join(self.path)

    def set(self, value, also=None):
        """Values that override this key, and those of `also`, a list of (slot, value)."""
        values: dict[str, Any] = {}
        for slot, item in [*(also or []), (self, value)]:
            node = values
            for key in slot.path[:-1]:
                node = node.setdefault(key, {})
            node[slot.path[-1]] = item
        return values


class Chart:
    """A chart with its schema and defaults."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.schema = json.loads((self.folder / "values.schema.json").read_text())
        self.defaults = helm_python.values_from_yaml((self.folder / "values.yaml").read_text())
        self.slots = list(self._slots(self.schema, self.defaults, (), False))

    def resolved(self, schema):
        """The schema that a local reference leads to."""
        while "$ref" in schema:
            target = self.schema
            for part in schema["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
        return schema

    def _slots(self, schema, values, path, constant):
        schema = self.resolved(schema)
        for key, child in schema.get("properties", {}).items():
            if not path and key in overrides.HELMS:
                continue
            child = self.resolved(child)
            default = values.get(key, ABSENT) if isinstance(values, dict) else ABSENT
            proven = constant or "const" in child
            yield Slot((*path, key), child, default, proven)
            yield from self._slots(child, default, (*path, key), proven)

    def accepts(self, slot, value):
        """Whether the schema of the slot alone takes a value."""
        whole = {**slot.schema, **{key: self.schema[key] for key in ("$defs", "definitions") if key in self.schema}}
        return jsonschema.validators.validator_for(self.schema)(whole).is_valid(value)


def judge(folder):
    """All findings about a chart's values."""
    chart = Chart(folder)
    try:
        return [*undeclared(chart), *unset(chart), *misspelt(chart), *proofs(chart), *effects(chart)]
    except helm_python.HelmError as error:
        return [f"the chart's own values cannot be rendered: {error}"]


def undeclared(chart):
    """Findings about defaults that the schema has not, which closedness alone would say less clearly."""
    declared = {slot.path[0] for slot in chart.slots}
    yield from (f"values.yaml: {key} is not in values.schema.json" for key in sorted(set(chart.defaults) - declared))


def unset(chart):
    """Findings about values that a template uses and the schema has not; Helm renders nothing in their place."""
    declared = {slot.name: slot for slot in chart.slots}
    for path in sorted((chart.folder / "templates").rglob("*")):
        text = path.read_text() if path.is_file() else ""
        for variable, value in re.findall(r"(\$\w+) := (\.Values\.[\w.]+) ", text):
            text = re.sub(rf"{re.escape(variable)}\b(?! :=)", value, text)
        for used in sorted(set(re.findall(r"\.Values\.(\w+(?:\.\w+)*)", text))):
            parts = used.split(".")
            known = [declared.get(".".join(parts[:length])) for length in range(1, len(parts) + 1)]
            # Below a key without declared properties the names are the user's own.
            if not known[0] or any(not slot and before.schema.get("properties") for before, slot in zip(known, known[1:]) if before):
                yield f"{path.name}: .Values.{used} is not in values.schema.json"


def misspelt(chart):
    """Findings where a key beside the declared ones is accepted."""
    root = Slot((), chart.schema, chart.defaults, False)
    for slot in [root, *chart.slots]:
        if slot.path and not slot.schema.get("properties"):
            kinds = slot.schema.get("type")
            mapping = kinds == "object" or isinstance(kinds, list) and "object" in kinds
            inner = slot.schema.get("additionalProperties")
            if mapping and not (isinstance(inner, dict) and inner) and slot.path[-1] not in overrides.OPEN:
                yield f"{slot.name}: the schema says nothing of what it holds"
            continue
        wrong = Slot((*slot.path, "mispelt"), {}, ABSENT, False)
        said = helm.refusal(chart.folder, wrong.set("x"))
        if said is None or "mispelt" not in said:
            yield f"{slot.name or 'the top'}: a misspelt key is accepted, or not named: {said}"


def proofs(chart):
    """Findings where a value under `const` can be overridden."""
    for slot in chart.slots:
        if slot.constant and not slot.schema.get("properties"):
            for value in overrides.others(slot.default if slot.default is not ABSENT else slot.schema.get("const")):
                if helm.refusal(chart.folder, slot.set(value)) is None:
                    yield f"{slot.name}: {value!r} is accepted though the value carries a proof"


def effects(chart):
    """Findings about values that may be changed and change nothing, 0 and false among them, or break what is rendered."""
    plain = helm.texts(chart.folder)
    for slot in chart.slots:
        if slot.constant or slot.schema.get("properties"):
            continue
        # Where the schema lists what may stand there, each of it is tried.
        listed = [value for value in slot.schema.get("enum", []) if not overrides.same(value, slot.default)]
        candidates = listed or overrides.candidates(slot.path[-1], slot.default, lambda value: chart.accepts(slot, value))
        if not candidates:
            yield f"{slot.name}: none of the sample values fits its schema, so that it stays untried"
            continue
        tried = [(value, list(attempts(chart, slot, value, plain))) for value in candidates]
        if not any(faults == [] for _, results in tried for faults in results):
            faults = next((faults for _, results in tried for faults in results if faults), ["nothing changes"])
            yield f"{slot.name}: no override has effect, such as {candidates[0]!r}: {faults}"
        for value, results in tried:
            if value in (0, False) and isinstance(value, int) and not any(faults == [] for faults in results):
                yield f"{slot.name}: the override {json.dumps(value)} is lost"


def attempts(chart, slot, value, plain):
    """Findings of each way to render with an override: alone, then with each switch beside or above it turned. None: no change."""
    beside = [other for other in chart.slots if other.path[:-1] == slot.path[: len(other.path) - 1] and isinstance(other.default, bool)
              and not other.constant]
    for also in [[], *([(other, not other.default)] for other in beside if other != slot)]:
        base = plain if not also else helm.texts(chart.folder, also[0][0].set(also[0][1]))
        try:
            rendered = helm.texts(chart.folder, slot.set(value, also))
        except helm_python.HelmError as error:
            yield [f"helm template: {error}"]
            continue
        if rendered == base:
            yield None
            continue
        stream, faults = helm.documents(rendered)
        if faults:
            yield faults
            continue
        whole = "\n".join(document.text for document in stream)
        lost = [f"{text!r} appears nowhere" for text in overrides.strings(value) if text not in whole]
        values = [reading.plainly(document.text) for document in stream]
        wrong = [finding for item in values for finding in kubernetes.schemas(item, kubernetes.VERSIONS[-1:])]
        yield lost + wrong + pods.judge(values)
