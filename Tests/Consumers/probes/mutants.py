"""Makes policies, sound and broken ones, from the published schema and from policies that are known to be sound."""

import copy
import functools
import json
import re

import regress

#: Texts that are sound somewhere and wrong elsewhere, near the edges of what the language's forms allow.
TEXTS = """
a A name name- -name na_me 0a a.b nightly x-1 builtin manual unlimited forever external all read restore normal low yes
0 1 007 -1 1.5 1d 0d 01d 999999d 1000000d 1.5h 1H 1mo 2y 90s 7m 15m 24h 25h 3w 1w 5mo 1D d 1dd 5% 0% 100% 101% 05% %
2026-02-28 2026-02-29 2024-02-29 2026-02-30 2026-04-31 2026-13-01 2026-1-1 2026-00-10 20260101 0000-01-01 1.29 1.2.3
1.2.3.4 12345.1 1.12345 v1.2 .1 1. / // /a /a/b/ /a/../b /a/.. /.. /. /... /a/.b /a/..b /a/b.. /a//b ./a a/b ../a
500Mi 1Gi 0Gi 1G 1Pi 1000000Ki 1gi 500m 2 0500m 2Ti 999999999m 1000000000m UTC Europe/Berlin Europe/Atlantis europe/berlin
@daily @weekly @often :15 :60 :5 02:30 2:30 24:00 02:60 0230 workloadIdentity instance true null backstay/v1 BackupPolicy
""".split() + [
    "", " ", "a b", "a" * 40, "a" * 41, "0 2 * * *", "*/15 2-4 1,15 jan-mar mon-fri", "60 2 * * *", "0 2 * *", "0 2 * * * *",
    "0 2 31 2 *", "5-1 * * * *", "* * * * 8", "0\u00a02 * * *", "sunday 03:00", "Sun 3:00", "someday 03:00", "1 04:00", "32 04:00",
    "mar 15 04:00", " 02:30", "02:30 ", "two\nlines", "end\n", "/end\n", "1d\n", "tab\there", "nul\0", "del\x7f", "bell\x07",
    "nel\u0085", "/separator\u2028/..", "é", "日本", "🐘", "\ufeffmark", "sunday  03:00", "1 d", "1d ",
]
#: Values of every type; a whole number with a point is one to JSON Schema.
OTHERS = [None, True, False, 0, -1, 1, 3, 65535, 65536, 10**6, 10**6 + 1, 2**53, 10**30, 1.0, 22.0, 1.5, 5e-7, [], {}, [[]], [{}],
          [None], [""], {"": "a"}, {"a": None}, {"a": "b"}, {"A": {}}, ["a"], ["a", 1], {"a": {}}]
#: Texts for forms that no pattern can describe; the schema's own examples serve for the others.
FREE = ["platform team", "s3.example.org", "é", "registry.example.org/tool@sha256:0123", "user_name", "no", "12:30"]


class Twice(str):
    """A key that a mapping may hold beside an equal one."""

    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other


class Mutants:
    """A seeded stream of documents. `schema` is the published one, `seeds` are sound policies as JSON values."""

    def __init__(self, schema, seeds, random):
        self.schema = schema
        self.seeds = seeds
        self.random = random
        self.fitting = {}
        self.records = {schema["title"]: schema, **schema["$defs"]}
        self.words = sorted({word for part in parts(schema) for word in part.get("enum", []) if isinstance(word, str)})
        self.keys = sorted({key for part in parts(schema) for key in part.get("properties", {})})

    def line(self):
        """A document as one line of JSON, which is YAML too. About half of them are broken."""
        document = self.sound()
        if self.random.random() < 0.5:
            for _ in range(self.random.choice([1, 1, 1, 2, 3])):
                document = self.broken(document)
        return serialised(document)

    def aimed(self):
        """For each key of each record and each kind of change, a sound document with just that change at such a key."""
        holding = {}
        for document in [self.sound() for _ in range(1500)]:
            for _, key, _, name in self.places(document, self.schema):
                holding.setdefault((name, key), []).append(document)
        for name, record in self.records.items():
            for key, schema in record["properties"].items():
                changes = [self.delete, self.replace, self.unknown, self.misspell, self.hollow, self.twice, self.foreign, self.point,
                           functools.partial(self.beyond, schema, "minimum"), functools.partial(self.beyond, schema, "maximum")]
                for group in choices(record):
                    changes += [functools.partial(self.choose, record, group, both) for both in (False, True)]
                for change in changes:
                    document = copy.deepcopy(self.random.choice(holding[name, key]))
                    found = [holder for holder, other, _, of in self.places(document, self.schema) if (of, other) == (name, key)]
                    change(self.random.choice(found), key)
                    yield serialised(document)

    # Sound documents

    def sound(self):
        """A sample of the schema, or a seed; with only some of its sections, and some of its values made anew."""
        if self.random.random() < 0.5:
            document = self.sample(self.schema, 0)
        else:
            document = copy.deepcopy(self.random.choice(self.seeds))
        optional = [key for key in document if key not in self.schema["required"]]
        for key in self.random.sample(optional, max(0, len(optional) - self.random.choice([1, 2, 2, 3, 4]))):
            del document[key]
        for _ in range(self.random.randrange(4)):
            self.renew(document)
        return document

    def renew(self, document):
        """Gives a random place another sound value, or a mapping one more of its optional keys."""
        holder, key, schema, _ = self.random.choice(list(self.places(document, self.schema)))
        record, value = self.resolved(schema), holder[key]
        free = self.free(record, value) if isinstance(value, dict) else []
        if free and self.random.random() < 0.7:
            name = self.random.choice(free)
            value[name] = self.sample(record["properties"][name], 2)
        else:
            holder[key] = self.sample(schema, 2)

    def free(self, record, value):
        """The keys of a record that a sound mapping lacks and may be given."""
        excluded = {key for group in choices(record) if not value.keys().isdisjoint(group) for key in group}
        needs = record.get("dependentRequired", {})
        return [key for key in record.get("properties", {})
                if key not in value and key not in excluded and value.keys() >= set(needs.get(key, []))]

    def sample(self, schema, depth):
        """A value that the schema accepts; the deeper, the fewer optional keys."""
        schema = self.resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if "oneOf" in schema:
            return self.sample(self.random.choice(schema["oneOf"]), depth)
        match schema["type"]:
            case "object":
                return self.mapping(schema, depth)
            case "array":
                return [self.sample(schema["items"], depth + 1) for _ in range(self.random.choice([1, 1, 2, 3]))]
            case "integer":
                least, most = schema["minimum"], schema["maximum"]
                return self.random.choice([least, most, self.random.randint(least, min(most, 40))])
            case "boolean":
                return self.random.random() < 0.5
            case "string":
                return self.random.choice(self.texts(schema))
        raise ValueError(f"no sample of {schema}")

    def mapping(self, schema, depth):
        if "properties" not in schema:
            names = {self.sample(schema["propertyNames"], depth) for _ in range(self.random.choice([1, 1, 2]))}
            return {name: self.sample(schema["additionalProperties"], depth + 1) for name in sorted(names)}
        keys = set(schema.get("required", []))
        grouped = {key for group in choices(schema) for key in group}
        for alternatives in schema.get("allOf", []):
            chosen = self.random.choice(alternatives["oneOf"])
            keys.update(chosen.get("required", []))
        chance = 0.5 if depth < 2 else 0.25
        keys.update(key for key in schema["properties"] if key not in grouped and self.random.random() < chance)
        while len(keys) < schema.get("minProperties", 0):
            keys.add(self.random.choice(sorted(schema["properties"].keys() - grouped)))
        for key, needed in schema.get("dependentRequired", {}).items():
            if not keys.issuperset(needed):
                keys.discard(key)
        return {key: self.sample(schema["properties"][key], depth + 1) for key in schema["properties"] if key in keys}

    def texts(self, schema):
        """Texts that fit a string's pattern: its examples, and whatever else of ours does."""
        pattern = schema["pattern"]
        if pattern not in self.fitting:
            expression = regress.Regex(pattern, "u")
            self.fitting[pattern] = [text for text in [*schema.get("examples", FREE), *TEXTS] if expression.find(text)]
        return self.fitting[pattern]

    # Broken documents

    def broken(self, document):
        """The document with one change, which breaks it more often than not."""
        places = list(everywhere(document))
        if not places or self.random.random() < 0.002:
            return copy.deepcopy(self.random.choice(OTHERS))
        place, key = self.random.choice(places)
        operations = [self.delete, self.replace, self.replace, self.nearby, self.nearby, self.nearby, self.unknown, self.misspell,
                      functools.partial(self.move, places), self.another_choice, self.hollow, self.twice, self.foreign, self.grow]
        self.random.choice(operations)(place, key)
        return document

    def delete(self, place, key):
        del place[key]

    def replace(self, place, key):
        place[key] = copy.deepcopy(self.random.choice(OTHERS))

    def nearby(self, place, key):
        """Another scalar; a number becomes its neighbour, or itself with quotes or a point."""
        value = place[key]
        if isinstance(value, bool):
            place[key] = self.random.choice([str(value).lower(), "yes", int(value)])
        elif isinstance(value, int):
            place[key] = self.random.choice([0, -value, value + 1, value * 1000, str(value), float(value), value + 0.5])
        elif isinstance(value, str):
            place[key] = self.random.choice([*self.random.sample(TEXTS, 4), *self.random.sample(self.words, 2), value.upper(), value + " "])
        else:
            place[key] = self.random.choice(TEXTS)

    def unknown(self, place, key):
        target = place[key] if isinstance(place[key], dict) else place
        if isinstance(target, dict):
            target[self.random.choice([*self.keys, "nonsense", "x-note", "", "Kind", "<<", "$schema"])] = self.random.choice(["a", 1, {}])

    def misspell(self, place, key):
        if isinstance(place, dict):
            at = self.random.randrange(len(key) + 1)
            wrong = self.random.choice([key[:at] + key[at + 1:], key[:at] + "s" + key[at:], key.upper(), key + " ", key.swapcase()])
            place[wrong] = place.pop(key)

    def move(self, places, place, key):
        """The value of another place."""
        other, name = self.random.choice(places)
        place[key] = copy.deepcopy(other[name])

    def another_choice(self, place, key):
        """A second one of the keys of which one may be given, or another instead."""
        found = [(record, group) for record in self.records.values() for group in choices(record) if key in group]
        if found and isinstance(place, dict):
            self.choose(*self.random.choice(found), self.random.random() < 0.7, place, key)
        else:
            self.unknown(place, key)

    def choose(self, record, group, both, place, _):
        """Gives another key of a group of which one may be given: beside the one that is there, or instead of it."""
        present = [key for key in group if key in place]
        other = self.random.choice([key for key in group if key not in place] or group)
        if present and not both:
            del place[self.random.choice(present)]
        place[other] = self.sample(record["properties"][other], 3)

    def beyond(self, schema, bound, place, key):
        """A value that the schema just doesn't accept; a number is beyond the bound."""
        schema = self.resolved(schema)
        if "oneOf" in schema:
            self.beyond(self.random.choice(schema["oneOf"]), bound, place, key)
        elif "enum" in schema or "const" in schema:
            place[key] = self.random.choice([word for word in self.words if word not in schema.get("enum", [])])
        elif schema["type"] == "integer":
            place[key] = schema[bound] + (1 if bound == "maximum" else -1)
        elif schema["type"] == "string":
            place[key] = self.random.choice([text for text in TEXTS if text not in self.texts(schema)])
        elif "propertyNames" in schema and isinstance(place[key], dict):
            wrong = self.random.choice([text for text in TEXTS if text not in self.texts(schema["propertyNames"])])
            place[key][wrong] = self.sample(schema["additionalProperties"], 3)
        else:
            place[key] = {"object": {}, "array": [], "boolean": "yes"}[schema["type"]]

    def hollow(self, place, key):
        place[key] = self.random.choice([type(place[key])() if isinstance(place[key], (dict, list)) else "", [], {}, None])

    def point(self, place, key):
        """A whole number written as a fraction."""
        if type(place[key]) is int:
            place[key] = float(place[key])
        else:
            self.replace(place, key)

    def twice(self, place, key):
        if isinstance(place, dict):
            place[Twice(key)] = copy.deepcopy(place[key])

    def foreign(self, place, key):
        """A sound value of another key."""
        schemas = list(self.random.choice(list(self.schema["$defs"].values()))["properties"].values())
        if schemas:
            place[key] = self.sample(self.random.choice(schemas), 3)

    def grow(self, place, key):
        """A list with one more item, or a text where a list of it might be."""
        if isinstance(place[key], list):
            place[key].append(copy.deepcopy(self.random.choice([*OTHERS, *TEXTS, *place[key]])))
        else:
            place[key] = [place[key]]

    # Finding one's way

    def resolved(self, schema):
        while "$ref" in schema:
            schema = self.schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return schema

    def places(self, value, schema, name=None):
        """Each place below a sound value: its holder, its key, its schema, and the record that declares it, if one does."""
        name = schema["$ref"].removeprefix("#/$defs/") if "$ref" in schema else name or self.schema["title"]
        schema = self.resolved(schema)
        if "oneOf" in schema:
            alternative = next((one for one in schema["oneOf"] if self.is_like(value, one)), None)
            if alternative is not None:
                yield from self.places(value, alternative, name)
        elif isinstance(value, dict):
            for key, item in value.items():
                part = schema["properties"][key] if "properties" in schema else schema["additionalProperties"]
                yield value, key, part, name if "properties" in schema else None
                yield from self.places(item, part, name)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield value, index, schema["items"], None
                yield from self.places(item, schema["items"], name)

    def is_like(self, value, schema):
        """Whether a value that one of several schemas accepts may be this one's."""
        schema = self.resolved(schema)
        if "oneOf" in schema:
            return any(self.is_like(value, one) for one in schema["oneOf"])
        if "enum" in schema:
            return value in schema["enum"]
        if isinstance(value, dict):
            return schema["type"] == "object" and set(schema.get("required", [])) <= value.keys() <= schema["properties"].keys()
        return schema["type"] == {str: "string", list: "array", int: "integer", bool: "boolean"}[type(value)]


def choices(record):
    """The groups of keys of which at most one may be given."""
    return [[one["required"][0] for one in group["oneOf"] if "required" in one] for group in record.get("allOf", [])]


def parts(schema):
    """Every mapping in a schema."""
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, (dict, list)):
        for part in schema.values() if isinstance(schema, dict) else schema:
            yield from parts(part)


def everywhere(value):
    """Each place in a value, as what holds it and its key or index there."""
    if isinstance(value, (dict, list)):
        for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, key
            yield from everywhere(item)


def serialised(value):
    """One line of JSON that YAML reads alike: no surrogate escapes, and every line break and control character escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", text)
