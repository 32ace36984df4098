"""Everything that stands at a sink, read in full by other means than the scripts', and what no fault may do to it."""

import json

from world.copies import Copies
from world.scripts import SECRETS, digest, must

#: `objectives.minimumCopies`, if absent.
MINIMUM = 3


class Survey:
    """The copies at one sink, `held[series][name]` the digest of each, and what is wrong with what is there."""

    def __init__(self, deployment, place, repository, known=None, sink="store"):
        self.held, self.partial, self.wrong = {}, [], []
        self.known = known
        self.copies = Copies.at(deployment, sink, place, repository)
        {"restic": self.restic, "borg": self.borg}.get(repository, self.plain)()

    def add(self, series, name, record, stored):
        """Takes a copy for one if its content is that of its record."""
        if (record.get("sha256"), record.get("size")) != (digest(stored), len(stored)):
            self.wrong.append(f"{series}/{name}: the content is not that of the record")
        self.held.setdefault(series, {})[name] = digest(stored)

    def plain(self):
        root = self.copies.folder().parent
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            series, whole = str(path.parent.relative_to(root)), path.with_suffix("")
            if path.name.startswith("."):
                self.partial.append(f"{series}/{path.name}")
            elif path.suffix != ".json":
                if not path.with_name(f"{path.name}.json").exists() and not decodes(path):
                    self.wrong.append(f"{series}/{path.name}: half an object, under a final name")
            elif whole.exists():
                self.add(series, whole.name, parsed(path.read_bytes()), whole.read_bytes())
            else:
                self.wrong.append(f"{series}/{path.name}: a record without its object")

    def restic(self):
        self.check("check", "--read-data", "--no-lock")
        for snapshot in json.loads(self.copies.command("snapshots", "--json", "--no-lock") or "[]") or []:
            series, name = ",".join(sorted(snapshot["tags"])), f"{snapshot['time'][:19]}-{snapshot['id'][:8]}"
            if "pending" in snapshot["tags"]:
                self.partial.append(f"{series}/{name}")
            elif name in self.known.get(series, ()):
                self.held.setdefault(series, {})[name] = self.known[series][name]
            else:
                file = snapshot["paths"][0].rsplit("/", 1)[-1].removesuffix(".json")
                record, stored = (self.copies.command("dump", "--no-lock", snapshot["id"], f"/{path}") for path in (f"{file}.json", file))
                self.add(series, name, parsed(record), stored)

    def borg(self):
        self.check("", "check", "--verify-data")
        for name in self.copies.command("", "list", "--short").decode().split():
            series, _, rest = name.rpartition("+")
            if series.startswith("pending+"):
                self.partial.append(name)
            elif rest in self.known.get(series, ()):
                self.held.setdefault(series, {})[rest] = self.known[series][rest]
            else:
                file = self.copies.command(f"::{name}", "list", "--short").decode().splitlines()[0].removesuffix(".json")
                record, stored = (self.copies.command(f"::{name}", "extract", path, "--stdout") for path in (f"{file}.json", file))
                self.add(series, rest, parsed(record), stored)

    def check(self, *arguments):
        """Lets the repository's own tool read everything, so that known copies need no second reading."""
        if self.known is None:
            self.known = {}
            return
        try:
            self.copies.command(*arguments)
        except AssertionError as error:
            self.wrong.append(f"the repository is damaged: {error}")


def parsed(record):
    """A record, or nothing where it is no JSON."""
    try:
        return json.loads(record)
    except ValueError:
        return {}


def decodes(path):
    """Whether an archive can be read to its end."""
    try:
        must(*(["pg_restore", "--file=/dev/null"] if path.suffix == ".dump" else ["tar", "-tf"]), path)
    except AssertionError:
        return False
    return True


def instant(name):
    """When a copy was taken, as its name says; what comes after tells apart those of one second."""
    return name.rpartition("-")[0] or name


def judge(before, after):
    """What a run did to the copies beyond what it may, however it ended."""
    findings = list(after.wrong)
    for series, copies in before.items():
        now = after.held.get(series, {})
        lost = sorted(copies.keys() - now.keys())
        if lost and not now.keys() - copies.keys():
            findings.append(f"{series}: lost {lost} without a newer copy")
        # Of copies of the same second none is older.
        if lost and instant(max(lost)) > instant(min(now, default="")):
            findings.append(f"{series}: lost {lost}, and older ones are there")
        if len(now) < min(len(copies), MINIMUM):
            findings.append(f"{series}: {len(now)} copies, fewer than {MINIMUM}")
        findings += [f"{series}/{name}: is not what it was" for name, held in copies.items() if now.get(name, held) != held]
    return findings


def told(status, said, *reasons):
    """What is wrong with what a failed run said, and with how it ended."""
    findings = [] if status == 1 else [f"exit status {status}"]
    findings += [f"nothing says {reason!r}" for reason in reasons if reason not in said]
    last = (said.splitlines() or [""])[-1]
    findings += [] if last.startswith("backstay: nightly: ") and not last.endswith(": done") else [f"the last line is {last!r}"]
    return findings + [f"the secret {name} is in the output" for name, value in SECRETS.items() if value in said]
